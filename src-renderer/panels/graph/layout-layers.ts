import { graphlib, layout } from '@dagrejs/dagre'
import type { Point, ShapeOfGraph } from './layout-message.ts'

/** Layers with few crossings. Undefined where the graph is deeper than the library can go. */
export function layoutLayers({ count, edges, direction, size }: ShapeOfGraph): Point[] | undefined {
  const graph = new graphlib.Graph()
  graph.setGraph({ rankdir: direction === 'right' ? 'LR' : 'TB', nodesep: 18, ranksep: 46 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (let node = 0; node < count; node += 1) graph.setNode(String(node), { ...size })
  for (let at = 0; at < edges.length; at += 2) {
    if (edges[at] !== edges[at + 1]) graph.setEdge(String(edges[at]), String(edges[at + 1]))
  }
  try {
    layout(graph)
  } catch (error) {
    // It recurses along the edges.
    if (error instanceof RangeError) return undefined
    throw error
  }
  return Array.from({ length: count }, (_, node) => {
    const { x = 0, y = 0 } = graph.node(String(node)) ?? {}
    return { x: x - size.width / 2, y: y - size.height / 2 }
  })
}
