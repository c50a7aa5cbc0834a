import type { Places } from './keep-in-place.ts'
import type { Size } from './layout-message.ts'

interface Bounds extends Size {
  readonly x: number
  readonly y: number
}

/** The smallest box around all nodes. */
export function boundsOf(places: Places, size: Size): Bounds {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y } of places.values()) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + size.width)
    bottom = Math.max(bottom, y + size.height)
  }
  return places.size === 0
    ? { x: 0, y: 0, ...size }
    : { x: left, y: top, width: right - left, height: bottom - top }
}
