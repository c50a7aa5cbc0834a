import type { RunDiff } from '#contract/diff.ts'
import { pinBaseline } from '../../actions/compare-runs.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { goTo, placeOfRun, showInstead } from '../../state/location.ts'
import type { DetailTab } from './detail.tsx'

interface CompareKeys {
  readonly diff: RunDiff
  readonly selected: number | undefined
  readonly move: (step: number) => void
  readonly moveTo: (end: 'first' | 'last') => void
  readonly act: () => void
  readonly select: (row: number) => void
  readonly jump: (step: 1 | -1) => void
  readonly showTab: (tab: DetailTab) => void
  readonly choose: (side: 'A' | 'B') => void
}

const PAGE = 20

export function useCompareKeys(keys: CompareKeys): void {
  const { diff, move, jump, select, showTab } = keys
  const { first, parting } = diff
  useKeys('Compare', [
    {
      keys: ['n', ']'],
      label: 'Next difference',
      hint: { keys: ['n', 'p'], label: 'Differences' },
      run: () => jump(1),
    },
    { keys: ['p', '['], label: 'Previous difference', run: () => jump(-1) },
    {
      keys: ['d'],
      label: 'First difference',
      hint: { keys: ['d'], label: 'First' },
      run: () => first !== null && select(first.row),
    },
    {
      keys: ['D'],
      label: 'Where the runs parted',
      run: () => {
        const parted = parting ?? first
        if (parted !== null) select(parted.row)
      },
    },
    {
      keys: ['j', 'ArrowDown'],
      label: 'Next step',
      hint: { keys: ['j', 'k'], label: 'Move' },
      run: () => move(1),
    },
    { keys: ['k', 'ArrowUp'], label: 'Previous step', run: () => move(-1) },
    { keys: ['PageDown'], label: 'A page down', run: () => move(PAGE) },
    { keys: ['PageUp'], label: 'A page up', run: () => move(-PAGE) },
    { keys: ['Home'], label: 'First step', run: () => keys.moveTo('first') },
    { keys: ['End'], label: 'Last step', run: () => keys.moveTo('last') },
    {
      keys: ['Enter'],
      label: 'Open the stretch, or read the step',
      hint: { keys: ['Enter'], label: 'Open' },
      run: keys.act,
    },
    {
      keys: ['a'],
      label: 'Open the step in run A',
      hint: { keys: ['a', 'b'], label: 'In its run' },
      run: () => openStep(diff, keys.selected, 'left'),
    },
    { keys: ['b'], label: 'Open the step in run B', run: () => openStep(diff, keys.selected, 'right') },
    { keys: ['A'], label: 'Choose another run A…', run: () => keys.choose('A') },
    { keys: ['B'], label: 'Choose another run B…', run: () => keys.choose('B') },
    { keys: ['x'], label: 'Swap the runs', run: () => swap(diff) },
    { keys: ['P'], label: 'Pin run A as the baseline of its name', run: () => void pinBaseline(diff.left) },
    { keys: ['t'], label: 'Totals', hint: { keys: ['t'], label: 'Totals' }, run: () => showTab('totals') },
    { keys: ['i'], label: 'What is ignored', run: () => showTab('ignored') },
    { keys: ['Escape'], label: 'Back', run: () => window.history.back() },
  ])
}

export function swap({ left, right }: RunDiff): void {
  showInstead({ view: 'compare', left: right.runId, right: left.runId })
}

/** The step of the row in its own run; without a row the run. */
export function openStep(diff: RunDiff, index: number | undefined, side: 'left' | 'right'): void {
  const place = diff.rows[index ?? -1]?.[side] ?? null
  const steps = side === 'left' ? diff.leftSteps : diff.rightSteps
  goTo(placeOfRun(diff[side].runId, place === null ? undefined : steps[place]?.spanId))
}
