import type { RunSummary } from '#contract/run.ts'
import { formatAge, formatExactTime, toMilliseconds } from '../../format/format-time.ts'
import { toVisible } from '../../format/visible-text.ts'
import { useClock } from '../../state/clock.ts'
import { StatusDot } from '../../widgets/status-dot.tsx'
import styles from './run-choice.module.css'

interface RunChoiceProps {
  readonly side: 'A' | 'B'
  readonly run: RunSummary | undefined
  readonly isBaseline?: boolean
  readonly onClick: () => void
}

/** Which run stands on a side; pressing it chooses another. */
export function RunChoice({ side, run, isBaseline = false, onClick }: RunChoiceProps) {
  const name = run === undefined ? `Choose run ${side}…` : toVisible(run.name)
  return (
    <button
      type="button"
      className={styles.choice}
      data-side={side}
      data-tip={`Choose another run ${side}  ${side}`}
      onClick={onClick}
    >
      <span className={styles.side}>{side}</span>
      {run !== undefined && <StatusDot status={run.status} />}
      <span className={styles.name}>{name}</span>
      {isBaseline && <span className={styles.baseline}>baseline</span>}
      {run !== undefined && <Started startedAt={run.startedAt} />}
      {run !== undefined && <code className={styles.id}>{run.runId.slice(0, 8)}</code>}
    </button>
  )
}

function Started({ startedAt }: { readonly startedAt: string }) {
  const unixMs = toMilliseconds(startedAt)
  const age = useClock(({ nowMs }) => formatAge(unixMs, nowMs))
  return (
    <time className={styles.age} data-tip={formatExactTime(unixMs)}>
      {age}
    </time>
  )
}
