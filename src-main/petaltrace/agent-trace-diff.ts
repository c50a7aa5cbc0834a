import type { Caller } from '#contract/caller.ts'
import type { Run, RunSummary } from '#contract/run.ts'
import type { SpanKind, SpanSummary, Status } from '#contract/span.ts'
import { dollars, runStatus, sumOf, timeText } from './words.ts'

const MOST_SPANS = 100_000
const NANOSECONDS_PER_SECOND = 1e9
const NANOSECONDS_PER_MILLISECOND = 1e6

/** A comparison as AgentTrace tells it: spans belong together by name and type, the first of each. */
export async function agentTraceDiff(caller: Caller, firstId: string, secondId: string) {
  const first = await caller.call('runs.get', { runId: firstId, limit: MOST_SPANS })
  const second = await caller.call('runs.get', { runId: secondId, limit: MOST_SPANS })
  const spans = { first: firstOfEach(first), second: firstOfEach(second) }
  const common = [...spans.first].filter(([key]) => spans.second.has(key))
  return {
    run1: runShape(first.run),
    run2: runShape(second.run),
    differences: {
      cost_diff: difference(dollars(first.run.cost.sum), dollars(second.run.cost.sum)),
      token_diff: difference(tokensOf(first.run), tokensOf(second.run)),
      span_count_diff: second.run.spanCount - first.run.spanCount,
      duration_diff: scaled(first.run.durationNs, second.run.durationNs, NANOSECONDS_PER_SECOND),
    },
    spans: {
      only_in_run1: onlyIn(spans.first, spans.second),
      only_in_run2: onlyIn(spans.second, spans.first),
      common_count: common.length,
      differences: common.flatMap(([key, span]) => {
        const other = spans.second.get(key)
        return other === undefined ? [] : spanDifference(span, other)
      }),
    },
  }
}

function firstOfEach({ spans }: Run): Map<string, SpanSummary> {
  const found = new Map<string, SpanSummary>()
  for (const span of spans) {
    const key = `${span.name}\0${spanType(span.kind)}`
    if (!found.has(key)) found.set(key, span)
  }
  return found
}

function onlyIn(spans: ReadonlyMap<string, SpanSummary>, others: ReadonlyMap<string, SpanSummary>) {
  return [...spans].filter(([key]) => !others.has(key)).map(([, span]) => [span.name, spanType(span.kind)])
}

function spanDifference(first: SpanSummary, second: SpanSummary) {
  const duration = scaled(first.durationNs, second.durationNs, NANOSECONDS_PER_MILLISECOND)
  const cost = difference(dollars(first.cost), dollars(second.cost))
  const isStatusChanged = first.status !== second.status
  if ((duration ?? 0) === 0 && (cost ?? 0) === 0 && !isStatusChanged) return []
  return [
    {
      name: first.name,
      span_type: spanType(first.kind),
      duration_diff: duration,
      cost_diff: cost,
      status_changed: isStatusChanged,
      status_1: spanStatus(first.status),
      status_2: spanStatus(second.status),
    },
  ]
}

function runShape(run: RunSummary) {
  const { startedAt, durationNs } = run
  return {
    id: run.runId,
    name: run.name,
    status: runStatus(run.status),
    total_cost: dollars(run.cost.sum),
    total_tokens: tokensOf(run),
    span_count: run.spanCount,
    start_time: timeText(startedAt),
    end_time: durationNs === null || run.status === 'running' ? null : timeText(startedAt, durationNs),
  }
}

function tokensOf(run: RunSummary): number | null {
  return sumOf(run.inputTokens, run.outputTokens)
}

function scaled(first: number | null, second: number | null, unit: number): number | null {
  const nanoseconds = difference(first, second)
  return nanoseconds === null ? null : nanoseconds / unit
}

/** The second minus the first, where both are known. */
function difference(first: number | null, second: number | null): number | null {
  return first === null || second === null ? null : second - first
}

function spanType(kind: SpanKind): string {
  switch (kind) {
    case 'llm':
      return 'llm_call'
    case 'tool':
      return 'tool_call'
    case 'decision':
    case 'retrieval':
      return kind
    default:
      return 'custom'
  }
}

function spanStatus(status: Status): string {
  return status === 'running' ? 'started' : status === 'error' ? 'error' : 'completed'
}
