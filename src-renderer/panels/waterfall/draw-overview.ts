import type { Overview } from './bucket-spans.ts'
import type { Colors } from './read-colors.ts'
import type { Scale } from './scale.ts'

const BASE = 3

/** The whole run in little, whatever is zoomed: how much was at work, calls below the rest, errors marked. */
export function drawOverview(
  context: CanvasRenderingContext2D,
  overview: Overview,
  colors: Colors,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  const columnWidth = width / overview.columns
  const room = height - BASE
  const heightOf = (count: number) =>
    count === 0 ? 0 : Math.max(2, (room * Math.log2(count + 1)) / Math.log2(overview.most + 1))
  for (let column = 0; column < overview.columns; column += 1) {
    const count = overview.counts[column] ?? 0
    const x = Math.round(column * columnWidth)
    const across = Math.round((column + 1) * columnWidth) - x
    if (count > 0) {
      const full = heightOf(count)
      const ofCalls = (full * (overview.calls[column] ?? 0)) / count
      context.fillStyle = colors.kinds.tool
      context.fillRect(x, height - full, across, full - ofCalls)
      context.fillStyle = colors.kinds.llm
      context.fillRect(x, height - ofCalls, across, ofCalls)
    }
    if (overview.errors[column] === 1) {
      context.fillStyle = colors.of.bad
      context.fillRect(x - 1, 0, 3, 3)
    }
  }
}

/** What is outside of the visible part lies in the shade. */
export function drawVisiblePart(
  context: CanvasRenderingContext2D,
  scale: Scale,
  colors: Colors,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  const { left, right } = visiblePart(scale, width)
  if (right - left >= width - 0.5) return
  context.save()
  context.globalAlpha = 0.72
  context.fillStyle = colors.of.paper
  context.fillRect(0, 0, left, height)
  context.fillRect(right, 0, width - right, height)
  context.restore()
  context.strokeStyle = colors.of['accent-ink']
  context.lineWidth = 1
  context.strokeRect(Math.round(left) + 0.5, 0.5, Math.max(2, Math.round(right - left) - 1), height - 1)
}

/** Where the visible part lies on an overview of some width. */
export function visiblePart(scale: Scale, width: number): { readonly left: number; readonly right: number } {
  const pixelsPerUnit = width / Math.max(1, scale.axis.length)
  const left = scale.startUnits * pixelsPerUnit
  return { left, right: left + scale.unitsPerPixel * scale.width * pixelsPerUnit }
}
