import { useState } from 'react'
import type { RunSummary } from '#contract/run.ts'
import { compareWithBaseline, pinBaseline } from '../../actions/compare-runs.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { goTo } from '../../state/location.ts'
import { IconButton } from '../../widgets/button.tsx'
import { RunDialog } from './run-dialog.tsx'

/** The ways from a run to a comparison: with one that is chosen, or with the baseline of its name. */
export function CompareWith({ run }: { readonly run: RunSummary }) {
  const [isChoosing, setChoosing] = useState(false)
  useKeys('Run', [
    { keys: ['C'], label: 'Compare with another run…', run: () => setChoosing(true) },
    { keys: ['b'], label: 'Compare with the baseline of its name', run: () => void compareWithBaseline(run) },
    { keys: ['B'], label: 'Pin as the baseline of its name', run: () => void pinBaseline(run) },
  ])
  return (
    <>
      <IconButton icon="compare" label="Compare with…" keys="C" onClick={() => setChoosing(true)} />
      {isChoosing && (
        <RunDialog
          label="Compare with"
          without={run.runId}
          onChoose={({ runId }) => goTo({ view: 'compare', left: run.runId, right: runId })}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  )
}
