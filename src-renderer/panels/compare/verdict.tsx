import type { Divergence, RunDiff } from '#contract/diff.ts'
import { toVisible } from '../../format/visible-text.ts'
import { Button } from '../../widgets/button.tsx'
import styles from './verdict.module.css'
import { CAUSES } from './words.ts'

interface VerdictProps {
  readonly diff: RunDiff
  readonly onSelect: (row: number) => void
}

/** The answer first: where the runs parted and why. */
export function Verdict({ diff, onSelect }: VerdictProps) {
  const { verdict, first, parting, isSame } = diff
  return (
    <div className={styles.verdict} data-same={isSame || undefined}>
      <p className={styles.sentence}>
        <Quoted text={verdict} />
      </p>
      <div className={styles.causes}>
        {first !== null && <Cause label="First difference" keys="d" divergence={first} onSelect={onSelect} />}
        {parting !== null && <Cause label="Parted" keys="D" divergence={parting} onSelect={onSelect} />}
      </div>
    </div>
  )
}

interface CauseProps {
  readonly label: string
  readonly keys: string
  readonly divergence: Divergence
  readonly onSelect: (row: number) => void
}

function Cause({ label, keys, divergence: { row, left, right, cause }, onSelect }: CauseProps) {
  return (
    <span className={styles.cause}>
      <span className={styles.class} data-cause={cause}>
        {CAUSES[cause]}
      </span>
      <Button tone="quiet" data-tip={`Go there  ${keys}`} onClick={() => onSelect(row)}>
        {label}: step {(left ?? right ?? 0) + 1}
      </Button>
    </span>
  )
}

/** What stands in backquotes was recorded: names of tools, values. */
export function Quoted({ text }: { readonly text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence have no other identity
      <code key={index}>{toVisible(part)}</code>
    ),
  )
}
