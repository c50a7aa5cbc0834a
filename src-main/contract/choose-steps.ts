import type { SpanKind, SpanSummary } from './span.ts'

const ALWAYS: ReadonlySet<SpanKind> = new Set([
  'llm',
  'tool',
  'retrieval',
  'embedding',
  'decision',
  'guardrail',
])

/**
 * The spans that are something the agent did, in the order they began. A span that only holds others is no step,
 * and neither is what happens within a model call, such as its request on the wire.
 */
export function chooseSteps<Span extends SpanSummary>(spans: readonly Span[]): Span[] {
  const byId = new Map(spans.map(span => [span.spanId, span]))
  const parents = new Set(spans.map(span => span.parentSpanId))
  const isStep = (span: SpanSummary): boolean => {
    if (ALWAYS.has(span.kind)) return true
    return span.kind !== 'edge' && !parents.has(span.spanId) && !isWithinCall(span, byId)
  }
  return spans.filter(isStep).toSorted((a, b) => a.startNs - b.startNs)
}

function isWithinCall(span: SpanSummary, byId: ReadonlyMap<string, SpanSummary>): boolean {
  const parent = span.parentSpanId === null ? undefined : byId.get(span.parentSpanId)
  return parent?.kind === 'llm' || parent?.kind === 'embedding'
}
