import type { SpanSummary } from '#contract/span.ts'
import type { SpanTree } from '../../tree/build-span-tree.ts'

export interface GraphNode {
  readonly span: SpanSummary
  readonly parentId: string | undefined
  /** Spans below it that have no node of their own. */
  readonly hidden: number
}

export interface NodeChoice {
  /** More than this are drawn only where the reader opens them. */
  readonly mostNodes: number
  readonly opened: ReadonlySet<string>
}

/** All spans of a small run; of a large one the top levels and whatever was opened, with counts for the rest. */
export function chooseNodes(tree: SpanTree, { mostNodes, opened }: NodeChoice): GraphNode[] {
  const shown = chooseShown(tree, mostNodes, opened)
  const roots = new Set(tree.roots)
  return [...shown].map(span => {
    const isOpen = tree.childrenOf(span.spanId).some(child => shown.has(child))
    const parent = tree.spans.get(span.parentSpanId ?? '')
    return {
      span,
      parentId: parent !== undefined && !roots.has(span) ? parent.spanId : undefined,
      hidden: isOpen ? countHidden(tree, span, shown) : tree.countBelow(span.spanId),
    }
  })
}

/** Breadth first: a level is drawn when all of it fits, so that no branch looks shorter than it is. */
function chooseShown(tree: SpanTree, mostNodes: number, opened: ReadonlySet<string>): Set<SpanSummary> {
  const shown = new Set<SpanSummary>()
  let level: readonly SpanSummary[] = tree.roots
  let isFull = false
  while (level.length > 0) {
    for (const span of level.slice(0, mostNodes)) shown.add(span)
    const next = level.flatMap(span => tree.childrenOf(span.spanId))
    isFull ||= shown.size + next.length > mostNodes
    level = isFull
      ? level.flatMap(span => (opened.has(span.spanId) ? tree.childrenOf(span.spanId) : []))
      : next
  }
  return shown
}

function countHidden(tree: SpanTree, span: SpanSummary, shown: ReadonlySet<SpanSummary>): number {
  const missing = tree.childrenOf(span.spanId).filter(child => !shown.has(child))
  return missing.reduce((sum, child) => sum + 1 + tree.countBelow(child.spanId), 0)
}
