import { useCallback, useDeferredValue, useEffect, useRef } from 'react'
import { discardRuns } from '../../actions/discard-runs.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { useRunList } from '../../state/run-list.ts'
import { useRunsFilter } from '../../state/runs-filter.ts'
import { rememberScroll, selectRun, useRunsSelection } from '../../state/runs-selection.ts'
import { changeRunsTable, useRunsTableView } from '../../state/runs-table-view.ts'
import { useUndo } from '../../state/undo.ts'
import { Kbd } from '../../widgets/kbd.tsx'
import { useLabelKeys } from '../labels/use-label-keys.tsx'
import { ChosenBar } from './chosen-bar.tsx'
import { FacetPanel } from './facet-panel.tsx'
import { NothingFound } from './nothing-found.tsx'
import { targetOf } from './run-cells.tsx'
import styles from './runs.module.css'
import { RunsTable } from './runs-table.tsx'
import { RunsToolbar } from './runs-toolbar.tsx'
import { useLiveRuns } from './use-live-runs.ts'
import { Welcome } from './welcome.tsx'

/** Rows may move only while nothing is selected and the list is at its top. */
function isReaderBusy(): boolean {
  const { runId, chosen, scrollTop } = useRunsSelection.getState()
  return runId !== undefined || chosen.size > 0 || scrollTop > 0
}

export function Runs() {
  const { text, applied } = useRunsFilter()
  const filter = useDeferredValue(applied)
  const { order, direction, showsFacets } = useRunsTableView()
  const list = useRunList(state => state.list)
  const filterField = useRef<HTMLInputElement>(null)
  const live = useLiveRuns({ filter, order, direction }, isReaderBusy)
  const latestLoadMore = useRef(live.loadMore)
  latestLoadMore.current = live.loadMore
  const onNearEnd = useCallback(() => void latestLoadMore.current(), [])
  const runs = list?.runs ?? []
  const newCount = list?.newCount ?? 0
  const { runId: selectedId, chosen } = useRunsSelection()
  const selected = runs.find(run => run.runId === selectedId)
  const chosenRuns = chosen.size === 0 ? [] : runs.filter(run => chosen.has(run.runId))

  async function showNew(): Promise<void> {
    if (newCount === 0) return
    await live.showNew()
    rememberScroll(0)
    document.querySelector('[role=table][aria-label=Runs]')?.scrollTo({ top: 0 })
  }

  function discardSelected(): void {
    if (selected === undefined) return
    const index = runs.indexOf(selected)
    selectRun((runs[index + 1] ?? runs[index - 1])?.runId)
    void discardRuns([selected])
  }

  useKeys('Runs', [
    {
      keys: ['/'],
      label: 'Filter the runs',
      hint: { keys: ['/'], label: 'Filter' },
      run: () => filterField.current?.focus(),
    },
    {
      keys: ['f'],
      label: 'Show or hide the facets',
      run: () => changeRunsTable({ showsFacets: !showsFacets }),
    },
    { keys: ['N'], label: 'Show new runs', run: () => void showNew() },
    { keys: ['Delete'], label: 'Delete the run', run: discardSelected },
    { keys: ['Mod+z'], label: 'Undo the delete', run: () => useUndo.getState().undo?.() },
  ])
  const labelling = useLabelKeys('Runs', selected && targetOf(selected))

  useEffect(() => {
    document.title = 'Runs – Runback'
  }, [])

  if (
    list?.total === 0 &&
    runs.length === 0 &&
    text === '' &&
    applied === '' &&
    list.question.filter === ''
  ) {
    return <Welcome />
  }
  return (
    <main className={styles.panel} aria-label="Runs">
      <RunsToolbar field={filterField} total={list?.total} />
      {live.failure !== undefined && <p className={styles.failure}>{live.failure}</p>}
      <div className={styles.body}>
        {showsFacets && <FacetPanel />}
        <div className={styles.list}>
          {newCount > 0 && (
            <button type="button" className={styles.pill} onClick={() => void showNew()}>
              {formatNumberOf(newCount, 'new run')} · press <Kbd keys="N" />
            </button>
          )}
          {list !== undefined && runs.length === 0 ? (
            <NothingFound filter={list.question.filter} />
          ) : (
            <RunsTable
              runs={runs}
              total={list?.total ?? 0}
              question={JSON.stringify([filter, order, direction])}
              onNearEnd={onNearEnd}
            />
          )}
          {chosenRuns.length > 0 && <ChosenBar runs={chosenRuns} />}
        </div>
      </div>
      {labelling.dialog}
    </main>
  )
}
