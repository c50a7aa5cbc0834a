import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useRef } from 'react'
import type { SpanRow } from '../../tree/list-rows.ts'
import { useWidth } from '../../widgets/use-width.ts'
import { labelTick, listTicks } from './list-ticks.ts'
import { SpanRowView } from './span-row-view.tsx'
import styles from './span-rows.module.css'

interface SpanRowsProps {
  readonly rows: readonly SpanRow[]
  readonly selectedId: string | undefined
  readonly axisNs: number
  readonly onSelect: (spanId: string) => void
  readonly onTurn: (row: SpanRow) => void
}

const ROW_HEIGHT = 28
const HEADER_HEIGHT = 28
const TICK_WIDTH = 64

/** The tree and the waterfall: one virtual list of rows that share a time axis. */
export function SpanRows({ rows, selectedId, axisNs, onSelect, onTurn }: SpanRowsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: index => rows[index]?.span.spanId ?? index,
    overscan: 16,
    scrollPaddingEnd: HEADER_HEIGHT,
  })
  const track = useRef<HTMLDivElement>(null)
  const ticks = listTicks(axisNs, Math.max(1, Math.floor(useWidth(track) / TICK_WIDTH)))
  useFollowSelection(rows, selectedId, index => virtualizer.scrollToIndex(index, { align: 'auto' }))
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="tree"
      aria-label="Spans"
      aria-activedescendant={selectedId === undefined ? undefined : `span-${selectedId}`}
      tabIndex={0}
    >
      <Header axisNs={axisNs} ticks={ticks} track={track} />
      <div className={styles.rows} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        <Lines axisNs={axisNs} ticks={ticks} />
        {virtualizer.getVirtualItems().map(item => {
          const row = rows[item.index]
          if (row === undefined) return null
          return (
            <SpanRowView
              key={item.key}
              row={row}
              top={item.start}
              axisNs={axisNs}
              isSelected={row.span.spanId === selectedId}
              onSelect={onSelect}
              onTurn={onTurn}
            />
          )
        })}
      </div>
    </div>
  )
}

interface AxisProps {
  readonly axisNs: number
  readonly ticks: readonly number[]
  readonly track: RefObject<HTMLDivElement | null>
}

function Header({ axisNs, ticks, track }: AxisProps) {
  return (
    <div className={styles.header} aria-hidden="true">
      <span>Span</span>
      <div ref={track} className={styles.axis}>
        {ticks.map(tickNs => (
          <span key={tickNs} className={styles.tick} style={{ left: `${percentOf(tickNs, axisNs)}%` }}>
            {labelTick(tickNs)}
          </span>
        ))}
      </div>
      <span className={styles.number}>Duration</span>
      <span className={styles.tokens}>Tokens</span>
      <span className={styles.cost}>Cost</span>
    </div>
  )
}

/** The ticks carried down behind the bars. */
function Lines({ axisNs, ticks }: Omit<AxisProps, 'track'>) {
  return (
    <div className={styles.lines} aria-hidden="true">
      <span />
      <div className={styles.axis}>
        {ticks.map(tickNs => (
          <span key={tickNs} className={styles.tick} style={{ left: `${percentOf(tickNs, axisNs)}%` }} />
        ))}
      </div>
    </div>
  )
}

function percentOf(tickNs: number, axisNs: number): number {
  return axisNs > 0 ? (tickNs / axisNs) * 100 : 0
}

/** Brings the selected row into view when the selection moves, not when rows come in. */
function useFollowSelection(
  rows: readonly SpanRow[],
  selectedId: string | undefined,
  reveal: (index: number) => void,
): void {
  const latest = useRef({ rows, reveal })
  latest.current = { rows, reveal }
  const hasRows = rows.length > 0
  useEffect(() => {
    if (selectedId === undefined || !hasRows) return
    const index = latest.current.rows.findIndex(row => row.span.spanId === selectedId)
    if (index !== -1) latest.current.reveal(index)
  }, [selectedId, hasRows])
}
