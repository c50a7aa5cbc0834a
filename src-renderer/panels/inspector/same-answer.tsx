import type { Call } from '#contract/call.ts'
import { openSpan } from '../../state/open-span.ts'
import styles from './conversation.module.css'

/** Says that the answer is told twice, and leads to the span that totals count. */
export function SameAnswer({ call: { sameAnswerAs } }: { readonly call: Call }) {
  if (sameAnswerAs === null) return null
  const { runId, spanId } = sameAnswerAs
  return (
    <p className={styles.same}>
      Another span tells the same answer, and totals count that one.
      <button type="button" className={styles.jump} onClick={() => openSpan(runId, spanId)}>
        Go to span {spanId.slice(0, 8)}
      </button>
    </p>
  )
}
