import { useMemo } from 'react'
import { useOperation } from '../../../api/use-operation.ts'
import { openSpan } from '../../../state/open-span.ts'
import styles from '../facts/facts.module.css'
import { numberSteps } from '../facts/number-steps.ts'
import { useRunSpans } from '../facts/use-run-spans.ts'

/** From a tool's span back to the call that asked for it. */
export function AskedBy({ runId, spanId }: { readonly runId: string; readonly spanId: string }) {
  const spans = useRunSpans(runId)
  const steps = useMemo(() => numberSteps(spans), [spans])
  const asked = useOperation('calls.tools', { runId, spanId }).value?.tools[0]?.askedBySpanId ?? null
  if (asked === null) return null
  return (
    <button type="button" className={styles.link} onClick={() => openSpan(runId, asked)}>
      asked in {steps.has(asked) ? `step ${steps.get(asked)}` : `span ${asked.slice(0, 8)}`}
    </button>
  )
}
