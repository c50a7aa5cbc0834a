import type { Confidence, Figure, Total } from '#contract/figure.ts'
import type { GraphNode } from '#contract/run-graph.ts'
import type { SpanSummary, Status } from '#contract/span.ts'

type Work = Pick<
  Extract<GraphNode, { type: 'span' }>,
  'durationNs' | 'calls' | 'errors' | 'inputTokens' | 'outputTokens' | 'cost'
>

/** What spans took and cost together. Only calls count: what holds them may tell their sum again. */
export function sumWork(members: readonly SpanSummary[], all: readonly SpanSummary[]): Work {
  const calls = all.filter(span => span.kind === 'llm' || span.kind === 'embedding')
  const isRunning = members.some(span => span.durationNs === null)
  return {
    durationNs: isRunning ? null : members.reduce((sum, span) => sum + (span.durationNs ?? 0), 0),
    calls: calls.filter(span => span.kind === 'llm').length,
    errors: members.filter(span => span.status === 'error').length,
    inputTokens: sumOf(calls.map(span => span.inputTokens)),
    outputTokens: sumOf(calls.map(span => span.outputTokens)),
    cost: sumOf(calls.map(span => span.cost)),
  }
}

/** What is not over yet tells more than what failed, and that more than what went well. */
export function worstStatus(members: readonly SpanSummary[]): Status {
  const order: readonly Status[] = ['running', 'error', 'cancelled']
  return order.find(status => members.some(span => span.status === status)) ?? 'ok'
}

const WEAKEST_FIRST: readonly Exclude<Confidence, 'unknown'>[] = ['estimated', 'derived', 'exact']

function sumOf(figures: readonly Figure[]): Total {
  const known = figures.filter(figure => figure.confidence !== 'unknown')
  const missing = figures.length - known.length
  if (known.length === 0) return { sum: { confidence: 'unknown' }, missing }
  const confidence =
    WEAKEST_FIRST.find(each => known.some(figure => figure.confidence === each)) ?? 'estimated'
  return { sum: { confidence, value: known.reduce((sum, figure) => sum + figure.value, 0) }, missing }
}
