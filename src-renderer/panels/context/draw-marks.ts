import { columnRoom } from './lay-out-columns.ts'
import type { MapColors } from './map-colors.ts'
import { type MapGeometry, type Spot, stretchOf, topOf } from './map-geometry.ts'
import type { MapData } from './read-map-data.ts'

export interface Marks {
  readonly selectedCall: number | undefined
  readonly spot: Spot | undefined
  /** From where to where the reader draws to zoom, in pixels. */
  readonly drawn: readonly [number, number] | undefined
}

/** What moves with the reader, on a canvas of its own above the map. */
export function drawMarks(
  context: CanvasRenderingContext2D,
  data: MapData,
  geometry: MapGeometry,
  colors: MapColors,
  { selectedCall, spot, drawn }: Marks,
): void {
  context.clearRect(0, 0, geometry.width, geometry.height)
  context.strokeStyle = colors.focus
  context.lineWidth = 2
  if (selectedCall !== undefined) {
    const { x, width } = columnOf(selectedCall, geometry)
    const top = topOf(data.measures.ofPrompts[selectedCall] ?? 0, geometry)
    context.fillStyle = colors['accent-soft']
    context.fillRect(x - 2, 0, width + 4, geometry.height)
    context.strokeRect(x - 1.5, top - 1.5, width + 3, topOf(0, geometry) - top + 3)
  }
  if (spot?.position !== undefined) {
    const { x, width } = columnOf(spot.call, geometry)
    const { from, to } = stretchOf(spot.call, spot.position, data)
    const height = Math.max(2, (to - from) * geometry.pixelsPerUnit)
    context.strokeStyle = colors['ink-soft']
    context.strokeRect(x, topOf(to, geometry), width, height)
  }
  if (drawn !== undefined) {
    context.fillStyle = colors['accent-soft']
    context.fillRect(Math.min(...drawn), 0, Math.abs(drawn[1] - drawn[0]), geometry.height)
  }
}

function columnOf(call: number, geometry: MapGeometry): { readonly x: number; readonly width: number } {
  const room = columnRoom(geometry.range, geometry.width)
  const column = geometry.columns.find(each => each.call === call)
  return column ?? { x: (call - geometry.range.from) * room, width: Math.max(1, room) }
}
