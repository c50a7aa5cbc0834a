import { useEffect, useState } from 'react'
import type { RunSummary } from '#contract/run.ts'
import { useOperation } from '../../api/use-operation.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { type ComparePlace, showInstead } from '../../state/location.ts'
import { Notice } from '../../widgets/notice.tsx'
import styles from './compare.module.css'
import { RunChoice } from './run-choice.tsx'
import { RunDialog } from './run-dialog.tsx'

/** Before both sides are chosen. */
export function ChooseRuns({ place }: { readonly place: ComparePlace }) {
  const [choosing, setChoosing] = useState<'A' | 'B'>()
  const left = useRun(place.left)
  const right = useRun(place.right)
  const status = useOperation('status', {})
  const runCount = status.value?.store.runs

  function choose({ runId }: RunSummary): void {
    showInstead({ ...place, ...(choosing === 'A' ? { left: runId } : { right: runId }) })
  }

  // Who has chosen one side wants to choose the other.
  useEffect(() => {
    if (place.left !== undefined && place.right === undefined) setChoosing('B')
  }, [place.left, place.right])

  useKeys('Compare', [
    {
      keys: ['a', 'A', 'Enter'],
      label: 'Choose run A',
      hint: { keys: ['A', 'B'], label: 'Choose' },
      run: () => setChoosing(place.left === undefined ? 'A' : 'B'),
    },
    { keys: ['b', 'B'], label: 'Choose run B', run: () => setChoosing('B') },
    { keys: ['Escape'], label: 'Back', run: () => window.history.back() },
  ])

  return (
    <main className={styles.panel} aria-label="Compare">
      <header className={styles.header}>
        <div className={styles.line}>
          <h1 className={styles.title}>Compare</h1>
          <RunChoice side="A" run={left} onClick={() => setChoosing('A')} />
          <RunChoice side="B" run={right} onClick={() => setChoosing('B')} />
        </div>
      </header>
      <Notice icon="compare" title="Choose two runs">
        {runCount !== undefined && runCount < 2
          ? 'Two recorded runs are needed, for example of the same task. Record another one, then come back.'
          : 'The first difference is named in a sentence, with why; then everything else that differs, step by step.'}
      </Notice>
      {choosing !== undefined && (
        <RunDialog
          key={choosing}
          label={`Run ${choosing}`}
          without={choosing === 'A' ? place.right : place.left}
          onChoose={choose}
          onClose={() => setChoosing(undefined)}
        />
      )}
    </main>
  )
}

function useRun(runId: string | undefined): RunSummary | undefined {
  const { value } = useOperation('runs.get', runId === undefined ? undefined : { runId, limit: 0 })
  return value?.run
}
