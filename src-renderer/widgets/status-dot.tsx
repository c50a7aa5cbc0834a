import type { Status } from '#contract/span.ts'
import styles from './status-dot.module.css'

const WORDS: Readonly<Record<Status, string>> = {
  running: 'Running',
  ok: 'OK',
  error: 'Error',
  cancelled: 'Cancelled',
}

/** Tells the states apart by shape as well as by colour. */
export function StatusDot({ status }: { readonly status: Status }) {
  return (
    <span
      className={styles.dot}
      data-status={status}
      role="img"
      aria-label={WORDS[status]}
      data-tip={WORDS[status]}
    />
  )
}
