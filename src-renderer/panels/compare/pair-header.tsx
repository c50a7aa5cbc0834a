import type { RunDiff } from '#contract/diff.ts'
import { pinBaseline } from '../../actions/compare-runs.ts'
import { useOperation } from '../../api/use-operation.ts'
import { IconButton } from '../../widgets/button.tsx'
import styles from './compare.module.css'
import { ExportButtons } from './export-buttons.tsx'
import { RunChoice } from './run-choice.tsx'
import { swap } from './use-compare-keys.ts'
import { Verdict } from './verdict.tsx'

interface PairHeaderProps {
  readonly diff: RunDiff
  readonly onChoose: (side: 'A' | 'B') => void
  readonly onSelect: (row: number) => void
}

export function PairHeader({ diff, onChoose, onSelect }: PairHeaderProps) {
  const { left, right, similarity } = diff
  const settings = useOperation('settings.get', {})
  const isBaseline = settings.value?.baselines[left.name] === left.runId
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        <h1 className={styles.title}>Compare</h1>
        <RunChoice side="A" run={left} isBaseline={isBaseline} onClick={() => onChoose('A')} />
        <IconButton icon="swap" label="Swap the runs" keys="x" onClick={() => swap(diff)} />
        <RunChoice side="B" run={right} onClick={() => onChoose('B')} />
        <span className={styles.space} />
        <span
          className={styles.alike}
          data-tip="How much of both is the same; a changed step counts half. 100 % is the same"
        >
          {percent(similarity)} alike
        </span>
        <IconButton
          icon="pin"
          label={isBaseline ? 'Unpin the baseline' : `Pin run A as the baseline of its name`}
          keys="P"
          aria-pressed={isBaseline}
          onClick={() => void pinBaseline(left)}
        />
        <ExportButtons diff={diff} />
      </div>
      <Verdict diff={diff} onSelect={onSelect} />
    </header>
  )
}

/** Never "100 %" for what is not the same. */
function percent(similarity: number): string {
  const rounded = Math.round(similarity * 100)
  return `${similarity < 1 && rounded === 100 ? '> 99' : similarity > 0 && rounded === 0 ? '< 1' : rounded} %`
}
