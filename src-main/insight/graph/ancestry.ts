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
  const parents = findParents(spans)
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

function findParents(spans: readonly SpanSummary[]): Map<string, SpanSummary> {
  const byId = new Map(spans.map(span => [span.spanId, span]))
  const parents = new Map<string, SpanSummary>()
  const settled = new Set<SpanSummary>()
  for (const span of spans) {
    const path = new Set<SpanSummary>()
    let at: SpanSummary | undefined = span
    while (at !== undefined && !settled.has(at)) {
      path.add(at)
      const parent = byId.get(at.parentSpanId ?? '')
      const isCircle = parent !== undefined && path.has(parent)
      if (parent !== undefined && !isCircle) parents.set(at.spanId, parent)
      at = isCircle ? undefined : parent
    }
    for (const each of path) settled.add(each)
  }
  return parents
}
