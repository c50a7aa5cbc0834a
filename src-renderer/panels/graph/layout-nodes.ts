import type { Point, ShapeOfGraph, Size } from './layout-message.ts'

/** Room for one node and the way to its neighbours, along the flow and across it. */
interface Cell {
  readonly along: number
  readonly across: number
}

const FLOW_GAP = 46
const SIDE_GAP = 18

export function cellOf(direction: ShapeOfGraph['direction'], { width, height }: Size): Cell {
  return direction === 'right'
    ? { along: width + FLOW_GAP, across: height + SIDE_GAP }
    : { along: height + FLOW_GAP, across: width + SIDE_GAP }
}

/**
 * A tidy tree in one pass, whatever the size: each node stands behind the first one that leads to it, leaves stack,
 * and what leads to several stands amid them.
 */
export function layoutNodes({ count, edges, direction, size }: ShapeOfGraph): Point[] {
  const cell = cellOf(direction, size)
  const { children, roots, depths } = treeOf(count, edges)
  const across = placeAcross(count, roots, children, cell.across)
  return Array.from({ length: count }, (_, node) => {
    const along = (depths[node] ?? 0) * cell.along
    return direction === 'right' ? { x: along, y: across[node] ?? 0 } : { x: across[node] ?? 0, y: along }
  })
}

/** On the way down and again on the way up, without recursion. */
function placeAcross(
  count: number,
  roots: readonly number[],
  children: ReadonlyMap<number, readonly number[]>,
  room: number,
): Float64Array {
  const across = new Float64Array(count)
  let next = 0
  const waiting = roots.toReversed().map(node => ({ node, isLeaving: false }))
  for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
    const { node, isLeaving } = visit
    const own = children.get(node) ?? []
    if (isLeaving) across[node] = ((across[own[0] ?? 0] ?? 0) + (across[own.at(-1) ?? 0] ?? 0)) / 2
    else if (own.length === 0) {
      across[node] = next
      next += room
    } else {
      waiting.push({ node, isLeaving: true })
      for (const child of own.toReversed()) waiting.push({ node: child, isLeaving: false })
    }
  }
  return across
}

/** The way that shows a small graph largest: chains go down, broad trees to the right. */
export function chooseDirection(count: number, edges: readonly number[], size: Size): 'right' | 'down' {
  const { depths, roots, children } = treeOf(count, edges)
  const deepest = Math.max(0, ...depths) + 1
  const leaves = Math.max(roots.length, count - children.size)
  const scale = (direction: 'right' | 'down') => {
    const { along, across } = cellOf(direction, size)
    const [width, height] =
      direction === 'right' ? [deepest * along, leaves * across] : [leaves * across, deepest * along]
    return Math.min(1 / width, 1 / height)
  }
  return scale('right') >= scale('down') ? 'right' : 'down'
}

/** The edges that lead on, from earlier nodes to later ones, as a tree. */
function treeOf(count: number, edges: readonly number[]) {
  const parents = new Int32Array(count).fill(-1)
  for (let at = 0; at < edges.length; at += 2) {
    const [source = 0, target = 0] = [edges[at], edges[at + 1]]
    if (source < target && parents[target] === -1) parents[target] = source
  }
  const children = new Map<number, number[]>()
  const depths: number[] = []
  const roots: number[] = []
  for (const [node, parent] of parents.entries()) {
    depths.push(parent === -1 ? 0 : (depths[parent] ?? 0) + 1)
    const own = children.get(parent)
    if (parent === -1) roots.push(node)
    else if (own === undefined) children.set(parent, [node])
    else own.push(node)
  }
  return { children, roots, depths }
}
