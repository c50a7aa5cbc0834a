import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import type { SpanSummary } from '#contract/span.ts'
import { showWindow } from '../../state/waterfall-view.ts'
import type { SpanTree } from '../../tree/build-span-tree.ts'
import type { SpanRow } from '../../tree/list-rows.ts'
import type { TimeAxis } from '../../tree/time-axis.ts'
import { BarsLayer } from './bars-layer.tsx'
import { endOf } from './draw-bars.ts'
import { fitTo } from './scale.ts'
import { SpanRowView } from './span-row-view.tsx'
import { TimeCursor } from './time-cursor.tsx'
import { TimeHeader } from './time-header.tsx'
import { useAnchoredScroll } from './use-anchored-scroll.ts'
import { useFollowSelection } from './use-follow-selection.ts'
import { useTimeGestures } from './use-time-gestures.ts'
import styles from './waterfall.module.css'

interface OutlineProps {
  readonly tree: SpanTree
  readonly rows: readonly SpanRow[]
  readonly axis: TimeAxis
  /** Where what still runs has come to. */
  readonly nowNs: number
  readonly selectedId: string | undefined
  readonly onSelect: (spanId: string) => void
  readonly onTurn: (row: SpanRow) => void
}

const ROW_HEIGHT = 28
const HEADER_HEIGHT = 51
const OVERSCAN = 12

/** The tree and, on the same rows, the waterfall: one virtual list beside one canvas. */
export function Outline({ tree, rows, axis, nowNs, selectedId, onSelect, onTurn }: OutlineProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const track = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: index => rows[index]?.span.spanId ?? index,
    overscan: OVERSCAN,
    scrollPaddingEnd: HEADER_HEIGHT,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const shown = rows.slice(first, (items.at(-1)?.index ?? -1) + 1)
  useTimeGestures(scroller, track, axis)
  useAnchoredScroll(
    scroller,
    useMemo(() => ({ length: rows.length, at: index => rows[index]?.span.spanId }), [rows]),
    ROW_HEIGHT,
  )
  const isSelectedThere = tree.spans.has(selectedId ?? '')
  useFollowSelection(rows, selectedId, isSelectedThere, index =>
    virtualizer.scrollToIndex(index, { align: 'auto' }),
  )

  function fit(span: SpanSummary): void {
    showWindow(fitTo(axis, span.startNs, endOf(span, nowNs)))
  }

  function spanAt(y: number): SpanSummary | undefined {
    const top = content.current?.getBoundingClientRect().top ?? 0
    return rows[Math.floor((y - top) / ROW_HEIGHT)]?.span
  }

  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="tree"
        aria-label="Spans"
        aria-activedescendant={selectedId === undefined ? undefined : `span-${selectedId}`}
        tabIndex={0}
      >
        <div className={styles.inner} role="presentation">
          <div className={styles.header} aria-hidden="true">
            <span>Span</span>
            <TimeHeader tree={tree} axis={axis} nowNs={nowNs} track={track} />
            <span className={styles.number}>Duration</span>
            <span className={styles.tokens}>Tokens</span>
            <span className={styles.cost}>Cost</span>
          </div>
          <div
            ref={content}
            className={styles.rows}
            role="presentation"
            style={{ height: virtualizer.getTotalSize() }}
          >
            {shown.map((row, index) => (
              <SpanRowView
                key={row.span.spanId}
                row={row}
                top={(first + index) * ROW_HEIGHT}
                isSelected={row.span.spanId === selectedId}
                onSelect={onSelect}
                onTurn={onTurn}
                onFit={fit}
              />
            ))}
            <BarsLayer
              tree={tree}
              axis={axis}
              nowNs={nowNs}
              rows={shown.map(({ span }, index) => ({ top: index * ROW_HEIGHT, spans: [span] }))}
              top={first * ROW_HEIGHT}
              height={canvasHeight(virtualizer.scrollRect?.height)}
              rowHeight={ROW_HEIGHT}
              selectedId={selectedId}
            />
          </div>
        </div>
      </div>
      <TimeCursor area={scroller} track={track} axis={axis} nowNs={nowNs} spanAt={spanAt} />
    </div>
  )
}

/** Room for the rows on the screen and those beside it, the same at every scroll so that the canvas is kept. */
function canvasHeight(visibleHeight = 0): number {
  return (Math.ceil(visibleHeight / ROW_HEIGHT) + 1 + OVERSCAN * 2) * ROW_HEIGHT
}
