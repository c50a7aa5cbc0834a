// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold virtual rows
// biome-ignore-all lint/a11y/useFocusableInteractive: headers hold a button, and rows get the focus when they become current
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { RunSummary } from '#contract/run.ts'
import { goTo, placeOfRun } from '../../state/location.ts'
import { choose, rememberScroll, selectRun, useRunsSelection } from '../../state/runs-selection.ts'
import { useRunsTableView } from '../../state/runs-table-view.ts'
import { joinClasses } from '../../widgets/join-classes.ts'
import { chooseRange, toggleChosen } from './choose-rows.ts'
import { ColumnHeader } from './column-header.tsx'
import { gridTemplate, listColumns } from './column-layout.ts'
import { RunRow } from './run-row.tsx'
import styles from './runs-table.module.css'
import { useRunsTableKeys } from './use-runs-table-keys.ts'

interface RunsTableProps {
  readonly runs: readonly RunSummary[]
  readonly total: number
  /** What the rows answer. */
  readonly question: string
  readonly onNearEnd: () => void
}

const ROW_HEIGHT = 28
const HEADER_HEIGHT = 28
const NEAR_END = 40

export function RunsTable({ runs, total, question, onNearEnd }: RunsTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const { runId: selectedId, chosen } = useRunsSelection()
  const view = useRunsTableView()
  const columns = useMemo(() => listColumns(view).filter(({ isHidden }) => !isHidden), [view])
  const template = gridTemplate(columns)
  const widthPx = columns.reduce((sum, column) => sum + column.widthPx, 30 + 20)
  const virtualizer = useVirtualizer({
    count: runs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: index => runs[index]?.runId ?? index,
    overscan: 12,
    scrollPaddingEnd: HEADER_HEIGHT,
  })
  const items = virtualizer.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  const latestRuns = useRef(runs)
  latestRuns.current = runs

  useEffect(() => {
    if (runs.length > 0 && lastShown > runs.length - NEAR_END) onNearEnd()
  }, [lastShown, runs.length, onNearEnd])

  useEffect(() => {
    scroller.current?.scrollTo({ top: useRunsSelection.getState().scrollTop })
  }, [])

  const isFirst = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is read from its top
  useEffect(() => {
    if (!isFirst.current) scroller.current?.scrollTo({ top: 0 })
    isFirst.current = false
  }, [question])

  const open = useCallback((runId: string): void => {
    selectRun(runId)
    goTo(placeOfRun(runId))
  }, [])
  const chooseRow = useCallback((runId: string, isRange: boolean): void => {
    const { chosen: before, anchorId, runId: current } = useRunsSelection.getState()
    const ids = latestRuns.current.map(run => run.runId)
    choose(
      isRange ? chooseRange(before, ids, anchorId ?? current, runId) : toggleChosen(before, runId),
      runId,
    )
  }, [])

  useRunsTableKeys({
    runs,
    rowsOnScreen: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / ROW_HEIGHT) - 2),
    showRow: index => virtualizer.scrollToIndex(index, { align: 'auto' }),
    open,
  })

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
      <div
        className={joinClasses(styles.header, styles.cells)}
        role="row"
        aria-rowindex={1}
        style={{ gridTemplateColumns: template, minWidth: widthPx }}
      >
        <div role="columnheader" aria-label="Chosen" className={styles.cell} />
        {columns.map(column => (
          <ColumnHeader
            key={column.id}
            column={column}
            sorted={view.order === column.id ? view.direction : undefined}
          />
        ))}
      </div>
      <div
        className={styles.rows}
        role="rowgroup"
        style={{ height: virtualizer.getTotalSize(), minWidth: widthPx }}
      >
        {items.map(({ index, start, key }) => {
          const run = runs[index]
          if (run === undefined) return null
          return (
            <RunRow
              key={key}
              run={run}
              index={index}
              topPx={start}
              columns={columns}
              template={template}
              isCurrent={run.runId === selectedId}
              isChosen={chosen.has(run.runId)}
              onOpen={open}
              onChoose={chooseRow}
            />
          )
        })}
      </div>
    </div>
  )
}
