import type { DiffDelta, RunDiff } from '#contract/diff.ts'
import type { Confidence, Figure, Total } from '#contract/figure.ts'
import type { RunSummary } from '#contract/run.ts'
import type { SpanKind, SpanSummary } from '#contract/span.ts'
import type { Step } from './step.ts'

const WEAKEST_FIRST: readonly Confidence[] = ['unknown', 'estimated', 'derived', 'exact']

const NOTHING_KNOWN: Total = { sum: { confidence: 'unknown' }, missing: 0 }

interface Recorded {
  readonly run: RunSummary
  readonly steps: readonly Step[]
}

export function totalsOf(left: Recorded, right: Recorded): RunDiff['totals'] {
  const both = (total: (side: Recorded) => Total) => deltaOf(total(left), total(right))
  const timeOf = (kind: SpanKind) => (side: Recorded) =>
    sumOf(side.steps.filter(step => step.span.kind === kind).map(step => duration(step.span.durationNs)))
  return {
    inputTokens: both(side => side.run.inputTokens),
    outputTokens: both(side => side.run.outputTokens),
    cacheReadTokens: both(side => side.run.cacheReadTokens),
    cost: both(side => side.run.cost),
    durationNs: both(side => sumOf([duration(side.run.durationNs)])),
    modelTimeNs: both(timeOf('llm')),
    toolTimeNs: both(timeOf('tool')),
    steps: both(side => exactly(side.steps.length)),
    calls: both(side => exactly(side.run.callCount)),
    tools: both(side => exactly(side.run.toolCount)),
    errors: both(side => exactly(side.run.errorCount)),
  }
}

/** What each model was asked for and cost, in both runs. */
export function modelsOf(left: readonly Step[], right: readonly Step[]): RunDiff['byModel'] {
  const groups = { left: byModel(left), right: byModel(right) }
  return [...new Set([...groups.left.keys(), ...groups.right.keys()])].map(key => {
    const steps = { left: groups.left.get(key) ?? [], right: groups.right.get(key) ?? [] }
    const both = (total: (steps: readonly Step[]) => Total) => deltaOf(total(steps.left), total(steps.right))
    const [provider = '', model = ''] = key.split('\0')
    return {
      provider: provider === '' ? null : provider,
      model,
      calls: both(each => exactly(each.length)),
      tokens: both(each => sumOf(each.flatMap(({ span }) => [span.inputTokens, span.outputTokens]))),
      cost: both(each => sumOf(each.map(({ span }) => span.cost))),
    }
  })
}

function byModel(steps: readonly Step[]): Map<string, Step[]> {
  const calls = steps.filter(({ call }) => call !== null)
  return Map.groupBy(calls, ({ call, span }) => `${call?.provider ?? ''}\0${span.model ?? 'unknown'}`)
}

/** What one run did not do has no figures. */
export function stepFigures(
  left: SpanSummary | undefined,
  right: SpanSummary | undefined,
): Pick<RunDiff['totals'], 'inputTokens' | 'outputTokens' | 'cost' | 'durationNs'> {
  const both = (figure: (span: SpanSummary) => Figure) => {
    const total = (span: SpanSummary | undefined) =>
      span === undefined ? NOTHING_KNOWN : sumOf([figure(span)])
    return deltaOf(total(left), total(right))
  }
  return {
    durationNs: both(span => duration(span.durationNs)),
    inputTokens: both(span => span.inputTokens),
    outputTokens: both(span => span.outputTokens),
    cost: both(span => span.cost),
  }
}

function duration(value: number | null): Figure {
  return value === null ? { confidence: 'unknown' } : { confidence: 'exact', value }
}

function exactly(value: number): Total {
  return { sum: { confidence: 'exact', value }, missing: 0 }
}

function sumOf(figures: readonly Figure[]): Total {
  const known = figures.filter(figure => figure.confidence !== 'unknown')
  const missing = figures.length - known.length
  if (known.length === 0 && missing > 0) return { sum: { confidence: 'unknown' }, missing }
  const value = known.reduce((sum, figure) => sum + figure.value, 0)
  const weakest = WEAKEST_FIRST.find(each => known.some(figure => figure.confidence === each)) ?? 'exact'
  return { sum: { confidence: weakest === 'unknown' ? 'estimated' : weakest, value }, missing }
}

/** A sum that lacks something makes the difference a guess, and one that is unknown leaves it unknown. */
function deltaOf(left: Total, right: Total): DiffDelta {
  return { left, right, delta: difference(left, right) }
}

function difference(left: Total, right: Total): Figure {
  if (left.sum.confidence === 'unknown' || right.sum.confidence === 'unknown')
    return { confidence: 'unknown' }
  const value = right.sum.value - left.sum.value
  const isGuess =
    left.missing + right.missing > 0 ||
    left.sum.confidence === 'estimated' ||
    right.sum.confidence === 'estimated'
  if (isGuess) return { confidence: 'estimated', value }
  const isExact = left.sum.confidence === 'exact' && right.sum.confidence === 'exact'
  return { confidence: isExact ? 'exact' : 'derived', value }
}
