import type { SpanSummary } from '#contract/span.ts'

/** Which span each span is within. Parents that were never recorded, and those of a circle, are none. */
export interface Ancestry {
  readonly spans: readonly SpanSummary[]
  readonly parentOf: (spanId: string) => SpanSummary | undefined
  /** The nearest span around it that is wanted. */
  readonly around: (spanId: string, isWanted: (span: SpanSummary) => boolean) => SpanSummary | undefined
}

export function createAncestry(unordered: readonly SpanSummary[]): Ancestry {
  const spans = unordered.toSorted((a, b) => a.startNs - b.startNs)
  const byId = new Map(spans.map(span => [span.spanId, span]))
  const parents = new Map<string, SpanSummary>()
  const settled = new Set<string>()
  for (const span of spans) {
    if (settled.has(span.spanId)) continue
    const own = byId.get(span.parentSpanId ?? '')
    if (own === undefined || settled.has(own.spanId)) {
      // Nothing above it can lead back to it.
      if (own !== undefined && own !== span) parents.set(span.spanId, own)
      settled.add(span.spanId)
      continue
    }
    const path = new Set<string>()
    for (let at: SpanSummary | undefined = span; at !== undefined && !settled.has(at.spanId); ) {
      path.add(at.spanId)
      const parent: SpanSummary | undefined = byId.get(at.parentSpanId ?? '')
      if (parent === undefined || path.has(parent.spanId)) break
      parents.set(at.spanId, parent)
      at = parent
    }
    for (const spanId of path) settled.add(spanId)
  }
  return {
    spans,
    parentOf: spanId => parents.get(spanId),
    around(spanId, isWanted) {
      let at = parents.get(spanId)
      while (at !== undefined && !isWanted(at)) at = parents.get(at.spanId)
      return at
    },
  }
}
