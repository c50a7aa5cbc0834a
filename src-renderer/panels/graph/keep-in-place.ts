import type { Point } from './layout-message.ts'

export type Places = ReadonlyMap<string, Point>

/**
 * A new layout, moved so that what the reader looks at stays where it was: the first of `anchors` that stands in both.
 */
export function keepInPlace(
  places: Places,
  before: Places,
  anchors: Iterable<readonly [was: string, is: string]>,
): Places {
  for (const [was, is] of anchors) {
    const old = before.get(was)
    const now = places.get(is)
    if (old === undefined || now === undefined) continue
    const [byX, byY] = [old.x - now.x, old.y - now.y]
    return new Map([...places].map(([nodeId, { x, y }]) => [nodeId, { x: x + byX, y: y + byY }]))
  }
  return places
}

/** Nodes in the order of their distance from a point. */
export function nearestFirst(places: Places, to: Point): string[] {
  const distance = ({ x, y }: Point) => (x - to.x) ** 2 + (y - to.y) ** 2
  return [...places].sort(([, a], [, b]) => distance(a) - distance(b)).map(([nodeId]) => nodeId)
}
