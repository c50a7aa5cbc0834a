import { useContext, useEffect, useMemo, useRef, useState } from 'react'
import { formatNumberOf } from '../format/format-count.ts'
import { indexRows, rowAt, rowText } from '../format/index-rows.ts'
import { SafeText } from './safe-text.tsx'
import { TextMarksContext } from './text-marks.ts'
import { useWidth } from './use-width.ts'
import styles from './virtual-text.module.css'

interface VirtualTextProps {
  readonly text: string
  readonly label: string
}

/** As in the style sheet. */
const ROW_PX = 18
const ROWS_AT_MOST = 26
const BEYOND = 6
/** Browsers stop laying out somewhat above this. */
const TALLEST_PX = 8_000_000

/** A text of any size in rows of one height, of which only those in view exist. */
export function VirtualText({ text, label }: VirtualTextProps) {
  const frame = useRef<HTMLDivElement>(null)
  const probe = useRef<HTMLSpanElement>(null)
  const width = useWidth(frame)
  const [scrollTop, setScrollTop] = useState(0)
  const columns = columnsWithin(width, probe.current)
  const starts = useMemo(() => indexRows(text, columns), [text, columns])
  const { current } = useContext(TextMarksContext)

  const shown = Math.min(starts.length, ROWS_AT_MOST)
  const viewPx = shown * ROW_PX
  const heightPx = Math.min(starts.length * ROW_PX, TALLEST_PX)
  const place = heightPx <= viewPx ? 0 : Math.min(1, scrollTop / (heightPx - viewPx))
  const topRow = place * (starts.length - shown)
  const first = Math.max(0, Math.floor(topRow) - BEYOND)
  const last = Math.min(starts.length, Math.ceil(topRow) + shown + BEYOND)

  useEffect(() => {
    if (current === undefined || starts.length <= shown) return
    const wanted = Math.max(0, rowAt(starts, current.start) - shown / 2)
    frame.current?.scrollTo({ top: Math.min(1, wanted / (starts.length - shown)) * (heightPx - viewPx) })
  }, [current, starts, shown, heightPx, viewPx])

  return (
    <>
      <section
        ref={frame}
        className={styles.frame}
        style={{ height: viewPx + 12 }}
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the reader scrolls it with the keys
        tabIndex={0}
        onScroll={event => setScrollTop(event.currentTarget.scrollTop)}
      >
        <span ref={probe} className={styles.probe} aria-hidden="true">
          {'0'.repeat(50)}
        </span>
        <div className={styles.whole} style={{ height: heightPx }}>
          <div className={styles.rows} style={{ top: scrollTop - (topRow - first) * ROW_PX }}>
            {Array.from({ length: last - first }, (_, index) => first + index).map(row => (
              <Row key={row} text={text} starts={starts} row={row} />
            ))}
          </div>
        </div>
      </section>
      <p className={styles.count}>{formatNumberOf(starts.length, 'row')}, wrapped to the width</p>
    </>
  )
}

interface RowProps {
  readonly text: string
  readonly starts: Uint32Array
  readonly row: number
}

function Row({ text, starts, row }: RowProps) {
  const start = starts[row] ?? 0
  const own = rowText(text, starts, row)
  const endsLine = start + own.length < (starts[row + 1] ?? text.length + 1)
  return (
    <div className={styles.row}>
      <SafeText text={own} offset={start} endsLine={endsLine} />
    </div>
  )
}

/** Until it is laid out, as many as a narrow pane has. */
function columnsWithin(width: number, probe: HTMLSpanElement | null): number {
  const characterPx = (probe?.getBoundingClientRect().width ?? 0) / 50
  return width === 0 || characterPx === 0 ? 80 : Math.max(20, Math.floor((width - 28) / characterPx))
}
