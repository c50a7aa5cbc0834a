import type { GraphNode } from './choose-nodes.ts'

export interface Position {
  readonly x: number
  readonly y: number
}

export interface Spacing {
  readonly columnWidth: number
  readonly rowHeight: number
  /** Between trees that stand on their own. */
  readonly treeGap: number
}

/** A tidy tree from left to right, in one pass over the nodes: leaves stack, parents stand amid their children. */
export function layoutNodes(nodes: readonly GraphNode[], spacing: Spacing): Map<string, Position> {
  const children = groupByParent(nodes)
  const positions = new Map<string, Position>()
  let nextY = 0
  for (const root of nodes.filter(node => node.parentId === undefined)) {
    nextY = layoutTree(root, children, positions, nextY, spacing) + spacing.treeGap
  }
  return positions
}

function groupByParent(nodes: readonly GraphNode[]): Map<string, GraphNode[]> {
  const groups = new Map<string, GraphNode[]>()
  for (const node of nodes) {
    if (node.parentId === undefined) continue
    const group = groups.get(node.parentId)
    if (group === undefined) groups.set(node.parentId, [node])
    else group.push(node)
  }
  return groups
}

interface Visit {
  readonly spanId: string
  readonly depth: number
  readonly isLeaving: boolean
}

/** Visits each node on the way down and again on the way up, without recursion. Returns the next free y. */
function layoutTree(
  root: GraphNode,
  children: ReadonlyMap<string, readonly GraphNode[]>,
  positions: Map<string, Position>,
  fromY: number,
  { columnWidth, rowHeight }: Spacing,
): number {
  let nextY = fromY
  const waiting: Visit[] = [{ spanId: root.span.spanId, depth: 0, isLeaving: false }]
  for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
    const { spanId, depth, isLeaving } = visit
    const own = children.get(spanId) ?? []
    const x = depth * columnWidth
    if (isLeaving) {
      positions.set(spanId, { x, y: middleOf(own, positions) })
    } else if (own.length === 0) {
      positions.set(spanId, { x, y: nextY })
      nextY += rowHeight
    } else {
      waiting.push({ spanId, depth, isLeaving: true })
      for (const child of own.toReversed()) {
        waiting.push({ spanId: child.span.spanId, depth: depth + 1, isLeaving: false })
      }
    }
  }
  return nextY
}

function middleOf(children: readonly GraphNode[], positions: ReadonlyMap<string, Position>): number {
  const first = positions.get(children[0]?.span.spanId ?? '')
  const last = positions.get(children.at(-1)?.span.spanId ?? '')
  return ((first?.y ?? 0) + (last?.y ?? 0)) / 2
}
