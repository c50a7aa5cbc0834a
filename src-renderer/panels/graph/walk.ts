import type { GraphEdge } from '#contract/run-graph.ts'
import type { Places } from './keep-in-place.ts'
import type { Point } from './layout-message.ts'

export type Heading = 'left' | 'right' | 'up' | 'down'

/** The node that lies in that direction: along an edge if one leads there, else the nearest of those beside it. */
export function walk(
  edges: readonly GraphEdge[],
  places: Places,
  from: string,
  heading: Heading,
): string | undefined {
  const at = places.get(from)
  if (at === undefined) return undefined
  const connected = edges.flatMap(({ source, target }) => {
    if (source === from) return [target]
    return target === from ? [source] : []
  })
  return nearest(connected, places, at, heading, 1) ?? nearest(places.keys(), places, at, heading, 3)
}

/** `steepness` says how much a step aside counts for a step ahead. */
function nearest(
  nodeIds: Iterable<string>,
  places: Places,
  at: Point,
  heading: Heading,
  steepness: number,
): string | undefined {
  let best: { readonly nodeId: string; readonly distance: number } | undefined
  for (const nodeId of nodeIds) {
    const place = places.get(nodeId)
    if (place === undefined) continue
    const { ahead, aside } = seenFrom(at, place, heading)
    if (ahead < 1 || (steepness > 1 && aside > ahead * steepness * 4)) continue
    const distance = ahead + aside * steepness
    if (best === undefined || distance < best.distance) best = { nodeId, distance }
  }
  return best?.nodeId
}

function seenFrom(
  at: Point,
  place: Point,
  heading: Heading,
): { readonly ahead: number; readonly aside: number } {
  const x = place.x - at.x
  const y = place.y - at.y
  switch (heading) {
    case 'left':
      return { ahead: -x, aside: Math.abs(y) }
    case 'right':
      return { ahead: x, aside: Math.abs(y) }
    case 'up':
      return { ahead: -y, aside: Math.abs(x) }
    case 'down':
      return { ahead: y, aside: Math.abs(x) }
  }
}
