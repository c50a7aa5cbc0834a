import { type PointerEvent, type RefObject, useMemo, useState } from 'react'
import { usePlayhead } from '../../state/playhead.ts'
import { showWindow, useWaterfallView } from '../../state/waterfall-view.ts'
import type { SpanTree } from '../../tree/build-span-tree.ts'
import type { TimeAxis } from '../../tree/time-axis.ts'
import { useWidth } from '../../widgets/use-width.ts'
import { bucketSpans } from './bucket-spans.ts'
import { drawOverview, drawVisiblePart, visiblePart } from './draw-overview.ts'
import { drawAxis, drawPlayhead } from './draw-time.ts'
import { useColors } from './read-colors.ts'
import { createScale, panBy, type Scale } from './scale.ts'
import styles from './time-header.module.css'
import { useCanvas } from './use-canvas.ts'

interface TimeHeaderProps {
  readonly tree: SpanTree
  readonly axis: TimeAxis
  readonly nowNs: number
  /** The column of the bars: what lies on it shares its left edge and its width. */
  readonly track: RefObject<HTMLDivElement | null>
}

const OVERVIEW_HEIGHT = 26
const AXIS = { top: 28, height: 22 }
const COLUMN_PIXELS = 2
const LEAST_DRAG = 4

interface Drag {
  readonly kind: 'range-of-run' | 'range-of-window' | 'move'
  readonly fromX: number
  readonly toX: number
  readonly scale: Scale
}

/** The whole run in little and, below it, the axis of what is visible. A dragged range is looked at. */
export function TimeHeader({ tree, axis, nowNs, track }: TimeHeaderProps) {
  const colors = useColors()
  const columns = Math.max(1, Math.floor(useWidth(track) / COLUMN_PIXELS))
  const overview = useMemo(() => bucketSpans(tree, axis, columns, nowNs), [tree, axis, columns, nowNs])
  const [drag, setDrag] = useState<Drag>()
  const canvas = useCanvas((context, { width }) => {
    const scale = createScale(axis, useWaterfallView.getState().window, width)
    drawOverview(context, overview, colors, { width, height: OVERVIEW_HEIGHT })
    drawVisiblePart(context, scale, colors, { width, height: OVERVIEW_HEIGHT })
    drawAxis(context, scale, colors, AXIS)
    const { atNs } = usePlayhead.getState()
    drawPlayhead(context, createScale(axis, null, width), colors, { atNs, top: 0, height: OVERVIEW_HEIGHT })
    drawPlayhead(context, scale, colors, { atNs, ...AXIS })
  })

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    const { x, y, width } = placeIn(event)
    const scale = createScale(axis, useWaterfallView.getState().window, width)
    setDrag({ kind: kindOf(scale, x, y), fromX: x, toX: x, scale })
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    if (drag === undefined) return
    const { x, width } = placeIn(event)
    const moved = { ...drag, toX: Math.min(width, Math.max(0, x)) }
    setDrag(moved)
    if (drag.kind === 'move') showWindow(panBy(drag.scale, (moved.toX - drag.fromX) * stretch(drag.scale)))
  }

  function onPointerUp(): void {
    setDrag(undefined)
    if (drag === undefined || drag.kind === 'move' || Math.abs(drag.toX - drag.fromX) < LEAST_DRAG) return
    const scale = drag.kind === 'range-of-run' ? createScale(axis, null, drag.scale.width) : drag.scale
    const [left = 0, right = 0] = [drag.fromX, drag.toX].sort((a, b) => a - b)
    showWindow({ startNs: scale.nsAt(left), endNs: scale.nsAt(right) })
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: every gesture here has a key, and the rows tell the times as text
    <div
      ref={track}
      className={styles.track}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => setDrag(undefined)}
      onDoubleClick={() => showWindow(null)}
    >
      <canvas ref={canvas} className={styles.canvas} />
      {drag !== undefined && drag.kind !== 'move' && <Range drag={drag} />}
    </div>
  )
}

function Range({ drag: { kind, fromX, toX } }: { readonly drag: Drag }) {
  const top = kind === 'range-of-run' ? 0 : AXIS.top
  const height = kind === 'range-of-run' ? OVERVIEW_HEIGHT : AXIS.height
  const box = { left: Math.min(fromX, toX), width: Math.abs(toX - fromX), top, height }
  return <span className={styles.range} style={box} />
}

/** The visible part on the overview is moved; a range is chosen everywhere else. */
function kindOf(scale: Scale, x: number, y: number): Drag['kind'] {
  if (y >= AXIS.top) return 'range-of-window'
  const { left, right } = visiblePart(scale, scale.width)
  const isWhole = right - left >= scale.width - 1
  return !isWhole && x >= left - 3 && x <= right + 3 ? 'move' : 'range-of-run'
}

/** How many pixels of the bars one pixel of the overview is. */
function stretch({ axis, width, unitsPerPixel }: Scale): number {
  return axis.length / Math.max(1, width) / unitsPerPixel
}

function placeIn(event: PointerEvent<HTMLDivElement>) {
  const box = event.currentTarget.getBoundingClientRect()
  return { x: event.clientX - box.left, y: event.clientY - box.top, width: box.width }
}
