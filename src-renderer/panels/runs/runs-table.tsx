// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold virtual rows
// biome-ignore-all lint/a11y/useFocusableInteractive: headers hold a button, and rows get the focus when they become current
import { useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import type { RunSummary } from '#contract/run.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { goTo, placeOfRun } from '../../state/location.ts'
import { rememberScroll, selectRun, useRunsSelection } from '../../state/runs-selection.ts'
import { Icon } from '../../widgets/icon.tsx'
import { joinClasses } from '../../widgets/join-classes.ts'
import { runsColumns, runsFeatures } from './runs-columns.tsx'
import styles from './runs-table.module.css'

interface RunsTableProps {
  readonly runs: readonly RunSummary[]
  readonly total: number
  readonly onNearEnd: () => void
}

const ROW_HEIGHT = 34
const HEADER_HEIGHT = 30
const NEAR_END = 30

export function RunsTable({ runs, total, onNearEnd }: RunsTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const selectedId = useRunsSelection(({ runId }) => runId)
  const data = useMemo(() => [...runs], [runs])
  const table = useTable({
    features: runsFeatures,
    columns: runsColumns,
    data,
    getRowId: run => run.runId,
    enableMultiSort: false,
  })
  const { rows } = table.getRowModel()
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: index => rows[index]?.id ?? index,
    overscan: 12,
    scrollPaddingEnd: HEADER_HEIGHT,
  })
  const items = virtualizer.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  const isSorted = table.state.sorting.length > 0

  useEffect(() => {
    if (rows.length > 0 && lastShown > rows.length - NEAR_END) onNearEnd()
  }, [lastShown, rows.length, onNearEnd])

  useEffect(() => {
    scroller.current?.scrollTo({ top: useRunsSelection.getState().scrollTop })
  }, [])

  function select(index: number): void {
    const kept = Math.max(0, Math.min(rows.length - 1, index))
    selectRun(rows[kept]?.id)
    virtualizer.scrollToIndex(kept, { align: 'auto' })
  }

  function open(runId: string): void {
    selectRun(runId)
    goTo(placeOfRun(runId))
  }

  const selectedIndex = rows.findIndex(row => row.id === selectedId)
  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / ROW_HEIGHT) - 2)
  useKeys('Runs', [
    {
      keys: ['j', 'ArrowDown'],
      label: 'Next run',
      hint: { keys: ['j', 'k'], label: 'Move' },
      run: () => select(selectedIndex + 1),
    },
    { keys: ['k', 'ArrowUp'], label: 'Previous run', run: () => select(selectedIndex - 1) },
    {
      keys: ['Enter', 'o'],
      label: 'Open the run',
      hint: { keys: ['Enter'], label: 'Open' },
      run: () => selectedId !== undefined && open(selectedId),
    },
    { keys: ['PageDown'], label: 'A page down', run: () => select(selectedIndex + page) },
    { keys: ['PageUp'], label: 'A page up', run: () => select(selectedIndex - page) },
    { keys: ['Home'], label: 'First run', run: () => select(0) },
    { keys: ['End'], label: 'Last loaded run', run: () => select(rows.length - 1) },
    { keys: ['Escape'], label: 'Let go of the selection', run: () => selectRun(undefined) },
  ])

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="table"
      aria-label="Runs"
      aria-rowcount={total + 1}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the reader scrolls it with the keys
      tabIndex={0}
      onScroll={event => rememberScroll(event.currentTarget.scrollTop)}
    >
      <div className={joinClasses(styles.header, styles.cells)} role="row" aria-rowindex={1}>
        {table.getFlatHeaders().map(header => (
          <SortHeader
            key={header.id}
            id={header.column.id}
            name={String(header.column.columnDef.header)}
            sorted={header.column.getIsSorted()}
            onSort={() => header.column.toggleSorting()}
          />
        ))}
      </div>
      <div className={styles.rows} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(item => {
          const row = rows[item.index]
          if (row === undefined) return null
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys act on the current row
            <div
              key={item.key}
              id={`run-${row.id}`}
              className={joinClasses(styles.row, styles.cells)}
              role="row"
              tabIndex={-1}
              aria-rowindex={item.index + 2}
              aria-current={row.id === selectedId ? 'true' : undefined}
              style={{ transform: `translateY(${item.start}px)` }}
              onClick={() => open(row.id)}
            >
              {row.getAllCells().map(cell => (
                <div key={cell.id} role="cell" className={joinClasses(styles.cell, styles[cell.column.id])}>
                  <table.FlexRender cell={cell} />
                </div>
              ))}
            </div>
          )
        })}
      </div>
      {isSorted && runs.length < total && (
        <p className={styles.note}>Sorted among the {formatNumberOf(runs.length, 'run')} loaded so far</p>
      )}
    </div>
  )
}

interface SortHeaderProps {
  readonly id: string
  readonly name: string
  readonly sorted: false | 'asc' | 'desc'
  readonly onSort: () => void
}

function SortHeader({ id, name, sorted, onSort }: SortHeaderProps) {
  const direction = sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'
  return (
    <div role="columnheader" aria-sort={direction} className={joinClasses(styles.cell, styles[id])}>
      <button type="button" className={styles.sort} aria-label={name} onClick={onSort}>
        {id === 'status' || id === 'star' ? '' : name}
        {sorted !== false && (
          <span className={styles.arrow} data-direction={sorted}>
            <Icon name="chevron-down" size={11} />
          </span>
        )}
      </button>
    </div>
  )
}
