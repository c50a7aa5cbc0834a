import { layoutLayers } from './layout-layers.ts'
import type { LaidOut, Point, ShapeOfGraph } from './layout-message.ts'
import { layoutNodes } from './layout-nodes.ts'

/** Below this many nodes the careful layout is there at once. */
const QUICK_FROM = 120

self.addEventListener('message', ({ data: shape }: MessageEvent<ShapeOfGraph>) => {
  if (shape.count >= QUICK_FROM) send(layoutNodes(shape), false)
  send(layoutLayers(shape) ?? layoutNodes(shape), true)
})

function send(points: readonly Point[], isFinal: boolean): void {
  const laidOut: LaidOut = { points: new Float64Array(points.flatMap(({ x, y }) => [x, y])), isFinal }
  self.postMessage(laidOut, { transfer: [laidOut.points.buffer] })
}
