import { useCallback, useDeferredValue, useEffect, useRef, useState } from 'react'
import { formatNumberOf } from '../../format/format-count.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { useRunList } from '../../state/run-list.ts'
import { filterRuns, useRunsFilter } from '../../state/runs-filter.ts'
import { rememberScroll, useRunsSelection } from '../../state/runs-selection.ts'
import { Button } from '../../widgets/button.tsx'
import { Kbd } from '../../widgets/kbd.tsx'
import { Notice } from '../../widgets/notice.tsx'
import { useLabelKeys } from '../labels/use-label-keys.tsx'
import { DeleteRun } from './delete-run.tsx'
import styles from './runs.module.css'
import { targetOf } from './runs-columns.tsx'
import { RunsTable } from './runs-table.tsx'
import { RunsToolbar } from './runs-toolbar.tsx'
import { useLiveRuns } from './use-live-runs.ts'
import { Welcome } from './welcome.tsx'

/** Rows may move only while nothing is selected and the list is at its top. */
function isReaderBusy(): boolean {
  const { runId, scrollTop } = useRunsSelection.getState()
  return runId !== undefined || scrollTop > 0
}

export function Runs() {
  const filter = useRunsFilter()
  const text = useDeferredValue(filter.text.trim())
  const list = useRunList(state => state.list)
  const [deletingId, setDeletingId] = useState<string>()
  const filterField = useRef<HTMLInputElement>(null)
  const { failure, loadMore, showHeld } = useLiveRuns({ text, status: filter.status }, isReaderBusy)
  const latestLoadMore = useRef(loadMore)
  latestLoadMore.current = loadMore
  const onNearEnd = useCallback(() => void latestLoadMore.current(), [])
  const runs = list?.runs ?? []
  const heldCount = list?.held.length ?? 0

  function showNew(): void {
    if (heldCount === 0) return
    showHeld()
    rememberScroll(0)
    document.querySelector('[role=table][aria-label=Runs]')?.scrollTo({ top: 0 })
  }

  useKeys('Runs', [
    {
      keys: ['/'],
      label: 'Filter the runs',
      hint: { keys: ['/'], label: 'Filter' },
      run: () => filterField.current?.focus(),
    },
    { keys: ['N'], label: 'Show new runs', run: showNew },
    {
      keys: ['Delete'],
      label: 'Delete the run',
      run: () => setDeletingId(useRunsSelection.getState().runId),
    },
  ])

  const selectedId = useRunsSelection(({ runId }) => runId)
  const selected = runs.find(run => run.runId === selectedId)
  const labelling = useLabelKeys('Runs', selected && targetOf(selected))

  useEffect(() => {
    document.title = 'Runs – Runback'
  }, [])

  const isFiltered = filter.text !== '' || filter.status !== undefined
  if (list?.total === 0 && runs.length === 0 && !isFiltered) return <Welcome />
  return (
    <main className={styles.panel} aria-label="Runs">
      <RunsToolbar field={filterField} total={list?.total} />
      {failure !== undefined && <p className={styles.failure}>{failure}</p>}
      <div className={styles.body}>
        {heldCount > 0 && (
          <button type="button" className={styles.pill} onClick={showNew}>
            {formatNumberOf(heldCount, 'new run')} · press <Kbd keys="N" />
          </button>
        )}
        {list !== undefined && runs.length === 0 ? (
          <Notice icon="search" title="No run fits the filter">
            <Button onClick={() => filterRuns({ text: '', status: undefined })}>Clear the filter</Button>
          </Notice>
        ) : (
          <RunsTable runs={runs} total={list?.total ?? 0} onNearEnd={onNearEnd} />
        )}
      </div>
      {labelling.dialog}
      {deletingId !== undefined && <DeleteRun runId={deletingId} onClose={() => setDeletingId(undefined)} />}
    </main>
  )
}
