import type { RunSummary } from '#contract/run.ts'
import { compareWithBaseline } from '../../actions/compare-runs.ts'
import type { KeyBinding } from '../../keys/key-layers.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { choose, selectRun, useRunsSelection } from '../../state/runs-selection.ts'
import { extendChosen, toggleChosen } from './choose-rows.ts'

interface RunsTableKeys {
  readonly runs: readonly RunSummary[]
  readonly rowsOnScreen: number
  readonly showRow: (index: number) => void
  readonly open: (runId: string) => void
}

/** The keys of the table: moving, opening and choosing. */
export function useRunsTableKeys({ runs, rowsOnScreen, showRow, open }: RunsTableKeys): void {
  const selectedId = useRunsSelection(({ runId }) => runId)
  const index = runs.findIndex(run => run.runId === selectedId)

  function move(to: number): string | undefined {
    const kept = Math.max(0, Math.min(runs.length - 1, to))
    const runId = runs[kept]?.runId
    selectRun(runId)
    showRow(kept)
    return runId
  }

  function extend(step: 1 | -1): void {
    const next = move(index + step)
    const { chosen } = useRunsSelection.getState()
    if (next !== undefined) choose(extendChosen(chosen, selectedId, next), next)
  }

  function toggle(): void {
    if (selectedId === undefined) return
    choose(toggleChosen(useRunsSelection.getState().chosen, selectedId), selectedId)
  }

  function compare(): void {
    const run = runs[index]
    if (run !== undefined) void compareWithBaseline(run)
  }

  const key = (keys: string[], label: string, run: () => void): KeyBinding => ({ keys, label, run })
  useKeys('Runs', [
    {
      ...key(['j', 'ArrowDown'], 'Next run', () => void move(index + 1)),
      hint: { keys: ['j', 'k'], label: 'Move' },
    },
    key(['k', 'ArrowUp'], 'Previous run', () => void move(index - 1)),
    {
      ...key(['Enter', 'o'], 'Open the run', () => selectedId !== undefined && open(selectedId)),
      hint: { keys: ['Enter'], label: 'Open' },
    },
    { ...key(['x'], 'Choose the run', toggle), hint: { keys: ['x'], label: 'Choose' } },
    key(['b'], 'Compare with the baseline of its name', compare),
    key(['J', 'Shift+ArrowDown'], 'Choose on downwards', () => extend(1)),
    key(['K', 'Shift+ArrowUp'], 'Choose on upwards', () => extend(-1)),
    key(['Mod+a'], 'Choose all that are loaded', () => choose(new Set(runs.map(run => run.runId)))),
    key(['PageDown'], 'A page down', () => void move(index + rowsOnScreen)),
    key(['PageUp'], 'A page up', () => void move(index - rowsOnScreen)),
    key(['Home'], 'First run', () => void move(0)),
    key(['End'], 'Last loaded run', () => void move(runs.length - 1)),
    key(['Escape'], 'Let go of the selection', () => selectRun(undefined)),
  ])
}
