import { type RefObject, useEffect, useRef, useState } from 'react'
import type { SpanSummary } from '#contract/span.ts'
import { useWaterfallView } from '../../state/waterfall-view.ts'
import type { TimeAxis } from '../../tree/time-axis.ts'
import { describeSpan } from './describe-span.ts'
import { labelTick } from './list-ticks.ts'
import { createScale } from './scale.ts'
import styles from './time-cursor.module.css'

interface TimeCursorProps {
  readonly area: RefObject<HTMLElement | null>
  readonly track: RefObject<HTMLElement | null>
  readonly axis: TimeAxis
  readonly nowNs: number
  readonly spanAt: (y: number, atNs: number, slackNs: number) => SpanSummary | undefined
}

interface Hover {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly label: string
  readonly span: SpanSummary | undefined
}

/** Pixels around a bar that still count as it: short spans are thin. */
const SLACK = 5
const TIP_WIDTH = 260

/** A line at the pointer with its moment, and the exact figures of the bar below it. */
export function TimeCursor(props: TimeCursorProps) {
  const { area, nowNs } = props
  const [hover, setHover] = useState<Hover>()
  const latest = useRef(props)
  latest.current = props
  useEffect(() => {
    const element = area.current
    if (element === null) return
    const stopping = new AbortController()
    const options = { signal: stopping.signal, passive: true }
    element.addEventListener('pointermove', event => setHover(hoverAt(latest.current, event)), options)
    element.addEventListener('pointerleave', () => setHover(undefined), options)
    element.addEventListener('scroll', () => setHover(undefined), options)
    return () => stopping.abort()
  }, [area])
  if (hover === undefined) return null
  const tipLeft = Math.min(hover.left + 14, hover.width - TIP_WIDTH - 6)
  return (
    <div className={styles.overlay} aria-hidden="true">
      <span className={styles.line} style={{ left: hover.left }} />
      <span className={styles.moment} style={{ left: hover.left }}>
        {hover.label}
      </span>
      {hover.span !== undefined && (
        <div className={styles.tip} style={{ left: tipLeft, top: hover.top + 18 }}>
          {describeSpan(hover.span, nowNs).map(({ label, value }) => (
            <span key={label} className={styles.fact}>
              <span className={styles.label}>{label}</span>
              <span className={styles.value}>{value}</span>
            </span>
          ))}
        </div>
      )}
    </div>
  )
}

function hoverAt({ area, track, axis, spanAt }: TimeCursorProps, event: PointerEvent): Hover | undefined {
  const frame = area.current?.getBoundingClientRect()
  const box = track.current?.getBoundingClientRect()
  if (frame === undefined || box === undefined) return undefined
  const x = event.clientX - box.left
  if (x < 0 || x > box.width || event.clientY > frame.top + (area.current?.clientHeight ?? 0))
    return undefined
  const scale = createScale(axis, useWaterfallView.getState().window, box.width)
  const atNs = scale.nsAt(x)
  const isOverRows = event.clientY > box.bottom
  return {
    left: event.clientX - frame.left,
    top: event.clientY - frame.top,
    width: frame.width,
    label: labelTick(
      Math.max(0, atNs),
      Math.min(1e8, 10 ** Math.floor(Math.log10(scale.unitsPerPixel * 10))),
    ),
    span: isOverRows ? spanAt(event.clientY, atNs, scale.nsAt(x + SLACK) - atNs) : undefined,
  }
}
