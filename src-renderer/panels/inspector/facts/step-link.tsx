import { toVisible } from '../../../format/visible-text.ts'
import { openSpan } from '../../../state/open-span.ts'
import { useCallScope } from './call-scope.ts'
import styles from './facts.module.css'

interface StepLinkProps {
  /** "from", "ran as": what the span is to what the link stands at. */
  readonly word: string
  readonly spanId: string
}

/** "ran as step 9": goes to the span. */
export function StepLink({ word, spanId }: StepLinkProps) {
  const { call, steps, spans } = useCallScope()
  const span = spans.get(spanId)
  const number = steps.get(spanId)
  const name = number === undefined ? toVisible(span?.name ?? spanId) : `step ${number}`
  return (
    <button
      type="button"
      className={styles.link}
      data-tip={span === undefined ? undefined : toVisible(span.name)}
      onClick={() => openSpan(call.runId, spanId)}
    >
      {word} {name}
    </button>
  )
}
