import type { SpanSummary } from '#contract/span.ts'
import { nodeId, spanKind } from './words.ts'

/** The spans of a run by the node they belong to. */
export interface NodesOfRun {
  readonly nodes: ReadonlyMap<string, SpanSummary>
  readonly nodeOf: (spanId: string) => string
  /** "a -> b" where node b ran within node a. */
  readonly edges: ReadonlySet<string>
}

/** A span belongs to the nearest node above it; one without a node is its own. */
export function placeInNodes(spans: readonly SpanSummary[]): NodesOfRun {
  const byId = new Map(spans.map(span => [span.spanId, span]))
  const nearest = (span: SpanSummary | undefined): SpanSummary | undefined => {
    const seen = new Set<SpanSummary>()
    for (let each = span; each !== undefined && !seen.has(each); each = byId.get(each.parentSpanId ?? '')) {
      if (spanKind(each.kind) === 'node') return each
      seen.add(each)
    }
    return undefined
  }
  const nodes = new Map<string, SpanSummary>()
  const edges = new Set<string>()
  for (const span of spans) {
    if (spanKind(span.kind) !== 'node') continue
    const id = nodeId(span.name)
    if (!nodes.has(id)) nodes.set(id, span)
    const above = nearest(byId.get(span.parentSpanId ?? ''))
    if (above !== undefined) edges.add(`${nodeId(above.name)} -> ${id}`)
  }
  return {
    nodes,
    edges,
    nodeOf(spanId) {
      const span = byId.get(spanId)
      return nodeId((nearest(span) ?? span)?.name ?? spanId)
    },
  }
}
