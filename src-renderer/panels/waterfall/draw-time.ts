import { formatDuration } from '../../format/format-duration.ts'
import { labelTick, listTicks } from './list-ticks.ts'
import type { Colors } from './read-colors.ts'
import type { Scale } from './scale.ts'

const TICK_SPACING = 72
const LABEL_GAP = 8

interface Band {
  readonly top: number
  readonly height: number
}

/** The round moments carried through the rows, and a band for each pause that is folded. */
export function drawGrid(
  context: CanvasRenderingContext2D,
  scale: Scale,
  colors: Colors,
  { top, height }: Band,
): void {
  context.fillStyle = colors.of.line
  for (const { x } of listTicks(scale, TICK_SPACING).ticks) context.fillRect(Math.round(x), top, 1, height)
  for (const { left, right } of breaksOf(scale)) drawBreak(context, colors, left, right, { top, height })
}

/** The labels of the axis; the length of a folded pause stands where the pause is. */
export function drawAxis(
  context: CanvasRenderingContext2D,
  scale: Scale,
  colors: Colors,
  { top, height }: Band,
): void {
  const { stepNs, ticks } = listTicks(scale, TICK_SPACING)
  context.font = `400 10.5px ${getComputedStyle(document.body).fontFamily}`
  context.textBaseline = 'middle'
  const middle = top + height / 2 + 0.5
  const taken = breaksOf(scale).map(({ left, right, durationNs }) => {
    drawBreak(context, colors, left, right, { top, height })
    const text = `⋯ ${formatDuration(durationNs)}`
    const width = context.measureText(text).width
    const x = Math.min(scale.width - width - 2, Math.max(0, (left + right - width) / 2))
    context.fillStyle = colors.of['ink-soft']
    context.fillText(text, x, middle)
    return { left: x, right: x + width }
  })
  for (const { atNs, x } of ticks) {
    const text = labelTick(atNs, stepNs)
    const right = x + 4 + context.measureText(text).width
    context.fillStyle = colors.of.line
    context.fillRect(Math.round(x), top, 1, height)
    if (right > scale.width) continue
    if (taken.some(each => each.left < right + LABEL_GAP && x < each.right + LABEL_GAP)) continue
    context.fillStyle = colors.of['ink-faint']
    context.fillText(text, x + 4, middle)
  }
}

export function drawPlayhead(
  context: CanvasRenderingContext2D,
  scale: Scale,
  colors: Colors,
  { atNs, top, height }: Band & { readonly atNs: number | null },
): void {
  if (atNs === null) return
  const x = scale.xOf(atNs)
  if (x < -1 || x > scale.width + 1) return
  context.fillStyle = colors.of.record
  context.fillRect(Math.round(x) - 0.75, top, 1.5, height)
}

interface Break {
  readonly left: number
  readonly right: number
  readonly durationNs: number
}

function breaksOf(scale: Scale): Break[] {
  return scale.axis.folded
    .map(({ startNs, endNs }) => ({
      left: scale.xOf(startNs),
      right: scale.xOf(endNs),
      durationNs: endNs - startNs,
    }))
    .filter(({ left, right }) => right > 0 && left < scale.width)
}

/** Two ragged edges with nothing between them: the sign of an axis that is cut. */
function drawBreak(
  context: CanvasRenderingContext2D,
  colors: Colors,
  left: number,
  right: number,
  { top, height }: Band,
): void {
  context.fillStyle = colors.of['paper-sunken']
  context.fillRect(left, top, right - left, height)
  context.strokeStyle = colors.of['line-strong']
  context.lineWidth = 1
  for (const x of [left, right]) {
    context.beginPath()
    for (let y = top, side = 1; y <= top + height; y += 7, side = -side) context.lineTo(x + side * 1.5, y)
    context.stroke()
  }
}
