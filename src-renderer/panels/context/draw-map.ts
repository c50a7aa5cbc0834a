import { type Column, numberAt } from './lay-out-columns.ts'
import { colorOf, type MapColors } from './map-colors.ts'
import { type MapGeometry, NUMBERS_HEIGHT, SIGNS_HEIGHT, topOf, unitsOf } from './map-geometry.ts'
import type { Source } from './name-sources.ts'
import type { MapData } from './read-map-data.ts'

export interface MapDrawing {
  readonly data: MapData
  readonly geometry: MapGeometry
  readonly colors: MapColors
  /** The moment of the playhead: what comes after is dim. */
  readonly atNs: number | null
  readonly hatch: CanvasPattern | null
}

const CARRIED_ALPHA = 0.55
const LATER_ALPHA = 0.28
const SEPARATED_FROM_PIXELS = 4
const SIGNS_FROM_PIXELS = 3

/** Draws column by column, so that a long run can be drawn over several frames. */
export function* drawMap(context: CanvasRenderingContext2D, drawing: MapDrawing): Generator<void> {
  const { geometry } = drawing
  context.clearRect(0, 0, geometry.width, geometry.height)
  drawAxis(context, drawing)
  for (const column of geometry.columns) {
    drawColumn(context, drawing, column)
    yield
  }
}

function drawColumn(context: CanvasRenderingContext2D, drawing: MapDrawing, column: Column): void {
  const { data, geometry, atNs } = drawing
  const call = data.context.calls[column.call]
  if (call === undefined) return
  const alpha = atNs !== null && call.startNs > atNs ? LATER_ALPHA : 1
  drawBlocks(context, drawing, column, alpha)
  context.globalAlpha = alpha
  if (call.cachedLength !== null && call.cachedLength > 0 && drawing.hatch !== null) {
    const cached = unitsOf(data.prompts.of(column.call).subarray(0, call.cachedLength), data.measures.ofBlock)
    const top = topOf(cached, geometry)
    context.fillStyle = drawing.hatch
    context.fillRect(column.x, top, column.width, topOf(0, geometry) - top)
  }
  drawGone(context, drawing, column)
  drawBreak(context, drawing, column)
  drawNumber(context, drawing, column)
  context.globalAlpha = 1
}

/** Neighbours of one colour that are too thin to be told apart are one. */
function drawBlocks(
  context: CanvasRenderingContext2D,
  drawing: MapDrawing,
  column: Column,
  alpha: number,
): void {
  const { data, geometry, colors } = drawing
  const { measures, sources } = data
  const { previous, shared } = data.changes(column.call)
  let from = 0
  let reached = 0
  let current: { readonly source: Source; readonly isNew: boolean } | undefined
  const flush = (gap: number) => {
    if (current !== undefined && reached > from) {
      const top = topOf(reached, geometry)
      const height = (reached - from) * geometry.pixelsPerUnit
      context.globalAlpha = alpha * (current.isNew ? 1 : CARRIED_ALPHA)
      context.fillStyle = colorOf(current.source, colors)
      context.fillRect(column.x, top + gap, column.width, Math.max(0.5, height - gap))
    }
    from = reached
  }
  for (const [position, block] of data.prompts.of(column.call).entries()) {
    const source = sources.of(block)
    const isNew = previous !== undefined && position >= shared
    const isTall = measures.ofBlock(block) * geometry.pixelsPerUnit >= SEPARATED_FROM_PIXELS
    if (isTall || current?.source !== source || current.isNew !== isNew) flush(0)
    current = { source, isNew: isNew || previous === undefined }
    reached += measures.ofBlock(block)
    if (isTall) flush(1)
  }
  flush(0)
}

/** What the prompt before had and this one has not: an empty outline where it stood. */
function drawGone(
  context: CanvasRenderingContext2D,
  { data, geometry, colors }: MapDrawing,
  column: Column,
): void {
  const { previous, gone } = data.changes(column.call)
  if (previous === undefined || gone.length === 0) return
  context.fillStyle = colors.bad
  if (column.width < SIGNS_FROM_PIXELS) {
    context.fillRect(column.x, SIGNS_HEIGHT - 5, Math.max(1, column.width), 4)
    return
  }
  const before = data.prompts.of(previous)
  const lost = new Set(gone)
  const width = Math.min(4, Math.max(2, column.width * 0.2))
  let reached = 0
  for (const [position, block] of before.entries()) {
    const from = reached
    reached += data.measures.ofBlock(block)
    if (!lost.has(position)) continue
    const top = topOf(reached, geometry)
    context.fillRect(column.x - width, top, width, Math.max(1, (reached - from) * geometry.pixelsPerUnit - 1))
  }
}

/** A sign above the column, and a line where the prompt stopped being what it was. */
function drawBreak(
  context: CanvasRenderingContext2D,
  { data, geometry, colors }: MapDrawing,
  column: Column,
): void {
  const broken = data.breaks.get(column.call)
  if (broken === undefined) return
  const middle = column.x + column.width / 2
  context.fillStyle = colors.warn
  context.beginPath()
  context.moveTo(middle, SIGNS_HEIGHT - 3)
  context.lineTo(middle - 4.5, 4)
  context.lineTo(middle + 4.5, 4)
  context.closePath()
  context.fill()
  const units = unitsOf(data.prompts.of(column.call).subarray(0, broken.position), data.measures.ofBlock)
  context.fillRect(column.x, topOf(units, geometry) - 1, column.width, 2)
}

function drawNumber(
  context: CanvasRenderingContext2D,
  { geometry, colors }: MapDrawing,
  column: Column,
): void {
  const number = numberAt(column, geometry)
  if (number === undefined) return
  context.fillStyle = colors['ink-faint']
  context.font = '10.5px system-ui, sans-serif'
  context.textAlign = 'center'
  const middle = column.x + column.width / 2
  if (middle > geometry.width - 8) return
  context.fillText(String(number), Math.max(10, middle), geometry.height - 5)
}

function drawAxis(context: CanvasRenderingContext2D, { geometry, colors }: MapDrawing): void {
  context.fillStyle = colors.line
  for (const units of listUnits(geometry.tallest)) {
    context.fillRect(0, Math.round(topOf(units, geometry)), geometry.width, 1)
  }
  context.fillRect(0, geometry.height - NUMBERS_HEIGHT, geometry.width, 1)
}

/** Round numbers up to a height: four or so. */
export function listUnits(tallest: number): number[] {
  const rough = tallest / 4
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)))
  const step = ([1, 2, 5, 10].find(each => each * power >= rough) ?? 10) * power
  return Array.from({ length: Math.floor(tallest / step) }, (_, index) => (index + 1) * step)
}

/** Thin diagonals of the paper's colour: what a provider read from its cache. */
export function createHatch(context: CanvasRenderingContext2D, color: string): CanvasPattern | null {
  const tile = document.createElement('canvas')
  tile.width = tile.height = 6
  const pen = tile.getContext('2d')
  if (pen === null) return null
  pen.strokeStyle = color
  pen.globalAlpha = 0.55
  pen.lineWidth = 1.4
  for (const shift of [-6, 0, 6]) {
    pen.moveTo(shift, 6)
    pen.lineTo(shift + 6, 0)
  }
  pen.stroke()
  return context.createPattern(tile, 'repeat')
}
