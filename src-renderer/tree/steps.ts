import type { SpanSummary } from '#contract/span.ts'

/** A moment at which spans began: what one press of a key moves over. */
export interface Step {
  readonly atNs: number
  /** In the order of the engine. */
  readonly spanIds: readonly string[]
}

/** Every moment at which something began, in order. Spans that began together are one step. */
export function stepsOf(spans: Iterable<SpanSummary>): Step[] {
  const steps: { atNs: number; spanIds: string[] }[] = []
  for (const span of [...spans].sort((left, right) => left.startNs - right.startNs)) {
    const last = steps.at(-1)
    if (last !== undefined && last.atNs === span.startNs) last.spanIds.push(span.spanId)
    else steps.push({ atNs: span.startNs, spanIds: [span.spanId] })
  }
  return steps
}

/** The first step after a moment; without a moment, the first. */
export function nextStep(steps: readonly Step[], atNs: number | null): Step | undefined {
  return steps[atNs === null ? 0 : countUntil(steps, atNs)]
}

/** The last step before a moment; without a moment, the last. */
export function previousStep(steps: readonly Step[], atNs: number | null): Step | undefined {
  if (atNs === null) return steps.at(-1)
  const reached = countUntil(steps, atNs)
  return steps[steps[reached - 1]?.atNs === atNs ? reached - 2 : reached - 1]
}

/** The step that a moment belongs to. */
export function stepAt(steps: readonly Step[], atNs: number): Step | undefined {
  return steps[countUntil(steps, atNs) - 1]
}

/** How many steps have begun at a moment. */
export function countUntil(steps: readonly Step[], atNs: number): number {
  let low = 0
  let high = steps.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((steps[middle]?.atNs ?? 0) <= atNs) low = middle + 1
    else high = middle
  }
  return low
}

/** When the first error after a moment shows: at the end of a span that failed. */
export function untilFirstError(spans: Iterable<SpanSummary>, afterNs: number): number | undefined {
  let first: number | undefined
  for (const span of spans) {
    const endNs = endOf(span)
    if (span.status !== 'error' || endNs === null || endNs <= afterNs) continue
    if (first === undefined || endNs < first) first = endNs
  }
  return first
}

/** When the known cost of the calls that have ended first passes a limit. Unknown costs cannot be counted. */
export function untilCostAbove(spans: Iterable<SpanSummary>, limitNanoDollars: number): number | undefined {
  const ended = [...spans].flatMap(span => {
    const endNs = endOf(span)
    return endNs === null || !isCall(span) || span.cost.confidence === 'unknown'
      ? []
      : [{ endNs, nanoDollars: span.cost.value }]
  })
  let sum = 0
  for (const { endNs, nanoDollars } of ended.sort((left, right) => left.endNs - right.endNs)) {
    sum += nanoDollars
    if (sum > limitNanoDollars) return endNs
  }
  return undefined
}

/** What spends tokens; an agent that reports a sum of its calls would count them twice. */
export function isCall({ kind }: SpanSummary): boolean {
  return kind === 'llm' || kind === 'embedding'
}

function endOf({ startNs, durationNs }: SpanSummary): number | null {
  return durationNs === null ? null : startNs + durationNs
}
