import type { SpanSummary } from '#contract/span.ts'

export interface SpanTree {
  readonly spans: ReadonlyMap<string, SpanSummary>
  readonly roots: readonly SpanSummary[]
  readonly childrenOf: (spanId: string) => readonly SpanSummary[]
  /** Spans below it, at any depth. */
  readonly countBelow: (spanId: string) => number
  /** Its parent was named but has not arrived. */
  readonly isOrphan: (span: SpanSummary) => boolean
  /** The last known moment of the run. */
  readonly endNs: number
}

const NO_SPANS: readonly SpanSummary[] = []

/** Spans may come in any order, without their parent, or with parents in a circle. */
export function buildSpanTree(summaries: readonly SpanSummary[]): SpanTree {
  const spans = new Map(summaries.map(span => [span.spanId, span]))
  const ordered = [...spans.values()].sort(byStart)
  const children = new Map<string, SpanSummary[]>()
  const roots: SpanSummary[] = []
  for (const span of ordered) {
    const siblings = hasParent(span, spans) ? childList(children, span.parentSpanId) : roots
    siblings.push(span)
  }
  const order = openCircles(ordered, roots, children)
  const counts = countDescendants(order, children)
  return {
    spans,
    roots,
    childrenOf: spanId => children.get(spanId) ?? NO_SPANS,
    countBelow: spanId => counts.get(spanId) ?? 0,
    isOrphan: span => span.parentSpanId !== null && !spans.has(span.parentSpanId),
    endNs: ordered.reduce((end, span) => Math.max(end, span.startNs + (span.durationNs ?? 0)), 0),
  }
}

/** Spans that start together keep the engine's order, so that every door shows the same tree. */
function byStart(left: SpanSummary, right: SpanSummary): number {
  return left.startNs - right.startNs
}

function hasParent(
  span: SpanSummary,
  spans: ReadonlyMap<string, SpanSummary>,
): span is SpanSummary & { readonly parentSpanId: string } {
  return span.parentSpanId !== null && span.parentSpanId !== span.spanId && spans.has(span.parentSpanId)
}

function childList(children: Map<string, SpanSummary[]>, spanId: string): SpanSummary[] {
  const list = children.get(spanId) ?? []
  children.set(spanId, list)
  return list
}

/** Makes a root of the first span of each circle. Returns every span, parents before children. */
function openCircles(
  ordered: readonly SpanSummary[],
  roots: SpanSummary[],
  children: Map<string, SpanSummary[]>,
): SpanSummary[] {
  const reached = new Set<string>()
  const order: SpanSummary[] = []
  for (const root of roots) reach(root, reached, order, children)
  for (const span of ordered) {
    if (reached.has(span.spanId)) continue
    roots.push(span)
    const siblings = children.get(span.parentSpanId ?? '')
    siblings?.splice(siblings.indexOf(span), 1)
    reach(span, reached, order, children)
  }
  return order
}

function reach(
  root: SpanSummary,
  reached: Set<string>,
  order: SpanSummary[],
  children: ReadonlyMap<string, readonly SpanSummary[]>,
): void {
  const waiting = [root]
  for (let span = waiting.pop(); span !== undefined; span = waiting.pop()) {
    if (reached.has(span.spanId)) continue
    reached.add(span.spanId)
    order.push(span)
    for (const child of children.get(span.spanId) ?? NO_SPANS) waiting.push(child)
  }
}

function countDescendants(
  order: readonly SpanSummary[],
  children: ReadonlyMap<string, readonly SpanSummary[]>,
): Map<string, number> {
  const counts = new Map<string, number>()
  for (const span of order.toReversed()) {
    const own = children.get(span.spanId) ?? NO_SPANS
    counts.set(
      span.spanId,
      own.reduce((sum, child) => sum + 1 + (counts.get(child.spanId) ?? 0), 0),
    )
  }
  return counts
}
