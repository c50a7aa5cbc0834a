import { type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { formatShortCount } from '../../format/format-count.ts'
import { type CallRange, showRange } from '../../state/context-view.ts'
import { usePlayhead } from '../../state/playhead.ts'
import { useTokenColors } from '../../widgets/use-token-colors.ts'
import styles from './context.module.css'
import { createHatch, drawMap, listUnits } from './draw-map.ts'
import { drawMarks } from './draw-marks.ts'
import { callAt, moveRange, zoomRange } from './lay-out-columns.ts'
import { MAP_TOKENS } from './map-colors.ts'
import { placeMap, type Spot, spotAt, topOf } from './map-geometry.ts'
import type { MapData } from './read-map-data.ts'
import { useDrawn, useSize } from './use-map-canvas.ts'

interface ContextMapProps {
  readonly data: MapData
  readonly range: CallRange
  readonly selectedCall: number | undefined
  readonly spot: Spot | undefined
  readonly onHover: (spot: Spot | undefined) => void
  readonly onSelect: (call: number, position?: number) => void
}

/** A drag shorter than this is a click. */
const DRAG_FROM = 6

export function ContextMap({ data, range, selectedCall, spot, onHover, onSelect }: ContextMapProps) {
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  const colors = useTokenColors(MAP_TOKENS)
  const atNs = usePlayhead(playhead => playhead.atNs)
  const [drawn, setDrawn] = useState<readonly [number, number]>()
  const { from, to } = range
  const geometry = useMemo(() => placeMap(data, { from, to }, size), [data, from, to, size])
  const map = useDrawn(
    size,
    useCallback(
      (context: CanvasRenderingContext2D) =>
        drawMap(context, { data, geometry, colors, atNs, hatch: createHatch(context, colors.paper) }),
      [data, geometry, colors, atNs],
    ),
  )
  const marks = useDrawn(
    size,
    useCallback(
      (context: CanvasRenderingContext2D) => {
        drawMarks(context, data, geometry, colors, { selectedCall, spot, drawn })
        return [][Symbol.iterator]()
      },
      [data, geometry, colors, selectedCall, spot, drawn],
    ),
  )
  useWheelZoom(frame, range, size.width, data.context.calls.length)

  const pointOf = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }

  function onPointerMove(event: PointerEvent): void {
    const { x, y } = pointOf(event)
    if (drawn !== undefined) setDrawn([drawn[0], x])
    else onHover(spotAt(x, y, geometry, data))
  }

  function onPointerUp(event: PointerEvent): void {
    const { x, y } = pointOf(event)
    setDrawn(undefined)
    if (drawn !== undefined && Math.abs(x - drawn[0]) >= DRAG_FROM) {
      const [left, right] = [Math.min(x, drawn[0]), Math.max(x, drawn[0])]
      const first = callAt(left, range, size.width)
      const last = Math.min(data.context.calls.length - 1, callAt(right, range, size.width))
      if (last > first) showRange({ from: Math.max(0, first), to: last + 1 })
      return
    }
    const found = spotAt(x, y, geometry, data)
    if (found !== undefined) onSelect(found.call, found.position)
  }

  return (
    <div className={styles.map}>
      <div className={styles.axis} aria-hidden="true">
        {size.height > 0 &&
          listUnits(geometry.tallest).map(units => (
            <span key={units} style={{ top: topOf(units, geometry) }}>
              {formatShortCount(units)}
            </span>
          ))}
      </div>
      <div
        ref={frame}
        className={styles.frame}
        role="img"
        aria-label="Prompts of the calls, block by block. The table says the same in words."
        onPointerDown={event => {
          if (event.button === 0) setDrawn([pointOf(event).x, pointOf(event).x])
          event.currentTarget.setPointerCapture(event.pointerId)
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setDrawn(undefined)}
        onPointerLeave={() => onHover(undefined)}
        onDoubleClick={() => showRange(null)}
      >
        <canvas ref={map} className={styles.canvas} />
        <canvas ref={marks} className={styles.canvas} />
      </div>
    </div>
  )
}

const ZOOM_A_PIXEL = 0.0016

/** The wheel zooms around the pointer; sideways, or with Shift, it moves. */
function useWheelZoom(
  frame: { readonly current: HTMLElement | null },
  range: CallRange,
  width: number,
  count: number,
): void {
  const latest = useRef({ range, width, count })
  latest.current = { range, width, count }
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    function onWheel(event: WheelEvent): void {
      event.preventDefault()
      const now = latest.current
      const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)
      const moved = isSideways ? event.deltaX || event.deltaY : 0
      const x = event.clientX - (element?.getBoundingClientRect().left ?? 0)
      const around = Math.min(
        now.range.to,
        now.range.from + (x / now.width) * (now.range.to - now.range.from),
      )
      const next = isSideways
        ? moveRange(now.range, (moved / now.width) * (now.range.to - now.range.from), now.count)
        : zoomRange(now.range, Math.exp(event.deltaY * ZOOM_A_PIXEL), around, now.count)
      showRange(next.to - next.from >= now.count ? null : next)
    }
    // React listens passively, and a passive listener cannot keep the page from scrolling.
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [frame])
}
