import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { formatDuration } from '../../format/format-duration.ts'
import type { SpanRow } from '../../tree/list-rows.ts'
import { useWidth } from '../../widgets/use-width.ts'
import { listTicks } from './list-ticks.ts'
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
const TICK_WIDTH = 90

/** The tree and the waterfall: one virtual list of rows that share a time axis. */
export function SpanRows({ rows, selectedId, axisNs, onSelect, onTurn }: SpanRowsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: index => rows[index]?.span.spanId ?? index,
    overscan: 16,
  })
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
      <Header axisNs={axisNs} />
      <div className={styles.rows} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
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

function Header({ axisNs }: { readonly axisNs: number }) {
  const axis = useRef<HTMLDivElement>(null)
  const width = useWidth(axis)
  const ticks = listTicks(axisNs, Math.max(1, Math.floor(width / TICK_WIDTH)))
  return (
    <div className={styles.header} aria-hidden="true">
      <span>Span</span>
      <div ref={axis} className={styles.axis}>
        {ticks.map(tickNs => (
          <span
            key={tickNs}
            className={styles.tick}
            style={{ left: `${axisNs > 0 ? (tickNs / axisNs) * 100 : 0}%` }}
          >
            {tickNs === 0 ? '0' : formatDuration(tickNs)}
          </span>
        ))}
      </div>
      <span className={styles.number}>Duration</span>
      <span className={styles.tokens}>Tokens</span>
      <span className={styles.cost}>Cost</span>
    </div>
  )
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
