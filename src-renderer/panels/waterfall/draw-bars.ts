import type { SpanSummary } from '#contract/span.ts'
import type { CriticalPath } from '../../tree/critical-path.ts'
import type { Colors } from './read-colors.ts'
import type { Scale } from './scale.ts'

/** Spans that lie on one line of the picture. */
export interface DrawnRow {
  readonly top: number
  /** In the order of their starts. */
  readonly spans: readonly SpanSummary[]
}

export interface BarsPicture {
  readonly scale: Scale
  readonly colors: Colors
  readonly rows: readonly DrawnRow[]
  readonly rowHeight: number
  /** Names are written into bars that have room for them. */
  readonly hasNames: boolean
  readonly selectedId: string | undefined
  readonly playheadNs: number | null
  /** Undefined while it is not shown. */
  readonly path: CriticalPath | undefined
  /** What still runs reaches to here. */
  readonly nowNs: number
}

const BAR_HEIGHT = 10
const NAMED_BAR_HEIGHT = 16
const LEAST_WIDTH = 2
const NAME_FROM_WIDTH = 34
const DIMMED = 0.22
const BESIDE_PATH = 0.38

export function drawBars(context: CanvasRenderingContext2D, picture: BarsPicture): void {
  for (const row of picture.rows) drawRow(context, picture, row)
}

function drawRow(context: CanvasRenderingContext2D, picture: BarsPicture, { top, spans }: DrawnRow): void {
  const { scale, rowHeight, hasNames, nowNs } = picture
  const height = hasNames ? NAMED_BAR_HEIGHT : BAR_HEIGHT
  let drawnUntil = Number.NEGATIVE_INFINITY
  for (const span of spans) {
    const left = scale.xOf(span.startNs)
    if (left > scale.width) return
    const right = Math.max(left + LEAST_WIDTH, scale.xOf(endOf(span, nowNs)))
    // Of bars that fall on the same pixel one is enough, unless it is an error.
    if (right < 0 || (right <= drawnUntil && span.status !== 'error')) continue
    drawnUntil = right
    drawBar(context, picture, span, { left, right, top: top + (rowHeight - height) / 2, height })
  }
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly height: number
}

function drawBar(
  context: CanvasRenderingContext2D,
  picture: BarsPicture,
  span: SpanSummary,
  whole: Box,
): void {
  const { scale, colors, playheadNs, path } = picture
  const box = { ...whole, left: Math.max(-8, whole.left), right: Math.min(scale.width + 8, whole.right) }
  const strength = path === undefined || path.has(span.spanId) ? 1 : BESIDE_PATH
  context.save()
  context.fillStyle = fillOf(context, span, box, colors)
  context.globalAlpha = strength * (span.status === 'cancelled' ? 0.45 : 1)
  if (playheadNs === null) fillBox(context, box)
  else fillUntil(context, box, scale.xOf(playheadNs))
  context.restore()
  if (span.status === 'error') drawErrorSign(context, box, colors)
  if (span.spanId === picture.selectedId) outline(context, box, colors.of.ink)
  if (path !== undefined) drawPath(context, picture, span, box)
  if (picture.hasNames) drawName(context, span, box, colors)
}

/** What lies behind the playhead has not happened yet. */
function fillUntil(context: CanvasRenderingContext2D, box: Box, x: number): void {
  const { globalAlpha } = context
  context.globalAlpha = globalAlpha * DIMMED
  fillBox(context, box)
  if (x <= box.left) return
  context.globalAlpha = globalAlpha
  context.beginPath()
  context.rect(box.left, box.top, x - box.left, box.height)
  context.clip()
  fillBox(context, box)
}

function fillBox(context: CanvasRenderingContext2D, box: Box): void {
  trace(context, box)
  context.fill()
}

function trace(context: CanvasRenderingContext2D, { left, right, top, height }: Box): void {
  context.beginPath()
  context.roundRect(left, top, right - left, height, right - left > 5 ? 2.5 : 0)
}

/** Running fades towards what is not known yet; an error is hatched, so that its colour is not all that tells. */
function fillOf(
  context: CanvasRenderingContext2D,
  span: SpanSummary,
  box: Box,
  { of, kinds }: Colors,
): string | CanvasGradient | CanvasPattern {
  const color = kinds[span.kind]
  if (span.status === 'error') return hatch(context, of.bad) ?? of.bad
  if (span.durationNs !== null) return color
  const fade = context.createLinearGradient(box.left, 0, box.right, 0)
  fade.addColorStop(0, color)
  fade.addColorStop(1, `color-mix(in oklch, ${color} 30%, transparent)`)
  return fade
}

const hatches = new Map<string, CanvasPattern | null>()

function hatch(context: CanvasRenderingContext2D, color: string): CanvasPattern | null {
  const known = hatches.get(color)
  if (known !== undefined) return known
  const tile = new OffscreenCanvas(8, 8)
  const brush = tile.getContext('2d')
  if (brush === null) return null
  brush.fillStyle = color
  brush.globalAlpha = 0.62
  brush.fillRect(0, 0, 8, 8)
  brush.globalAlpha = 1
  brush.strokeStyle = color
  brush.lineWidth = 3
  for (const shift of [-8, 0, 8]) {
    brush.beginPath()
    brush.moveTo(shift - 1, 9)
    brush.lineTo(shift + 9, -1)
    brush.stroke()
  }
  const pattern = context.createPattern(tile, 'repeat')
  hatches.set(color, pattern)
  return pattern
}

function drawErrorSign(context: CanvasRenderingContext2D, { right, top, height }: Box, colors: Colors): void {
  const middle = top + height / 2
  const x = right + 6
  context.strokeStyle = colors.of.bad
  context.lineWidth = 1.6
  context.beginPath()
  context.moveTo(x - 2.5, middle - 2.5)
  context.lineTo(x + 2.5, middle + 2.5)
  context.moveTo(x + 2.5, middle - 2.5)
  context.lineTo(x - 2.5, middle + 2.5)
  context.stroke()
}

function outline(context: CanvasRenderingContext2D, { left, right, top, height }: Box, color: string): void {
  context.strokeStyle = color
  context.lineWidth = 1.5
  trace(context, { left: left - 1.5, right: right + 1.5, top: top - 1.5, height: height + 3 })
  context.stroke()
}

/** A line below the bar for each time that the end of the run waited for the span itself. */
function drawPath(
  context: CanvasRenderingContext2D,
  { scale, path, colors }: BarsPicture,
  span: SpanSummary,
  { top, height }: Box,
): void {
  context.fillStyle = colors.of.ink
  for (const interval of path?.get(span.spanId) ?? []) {
    const left = Math.max(-8, scale.xOf(interval.startNs))
    const right = Math.min(scale.width + 8, scale.xOf(interval.endNs))
    if (right > left) context.fillRect(left, top + height + 2, Math.max(1, right - left), 2)
  }
}

function drawName(context: CanvasRenderingContext2D, { name }: SpanSummary, box: Box, { of }: Colors): void {
  const left = Math.max(0, box.left)
  if (box.right - left < NAME_FROM_WIDTH) return
  context.save()
  context.beginPath()
  context.rect(left, box.top, box.right - left - 3, box.height)
  context.clip()
  context.fillStyle = of.paper
  context.font = `500 10.5px ${getComputedStyle(document.body).fontFamily}`
  context.textBaseline = 'middle'
  context.fillText(name, left + 5, box.top + box.height / 2 + 0.5)
  context.restore()
}

export function endOf({ startNs, durationNs }: SpanSummary, nowNs: number): number {
  return durationNs === null ? Math.max(startNs, nowNs) : startNs + durationNs
}
