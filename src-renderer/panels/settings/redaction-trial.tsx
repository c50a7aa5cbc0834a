import { useDeferredValue, useState } from 'react'
import type { RedactionRule } from '#contract/redaction.ts'
import { describeFailure } from '../../actions/describe-failure.ts'
import { useOperation } from '../../api/use-operation.ts'
import { toVisible } from '../../format/visible-text.ts'
import styles from './redaction.module.css'

/** A text of the reader's, as it would be stored if all rules were on. */
export function RedactionTrial({ rules }: { readonly rules: readonly RedactionRule[] }) {
  const [text, setText] = useState('')
  const asked = useDeferredValue(text)
  const preview = useOperation(
    'redaction.preview',
    asked === '' ? undefined : { rules: [...rules], text: asked },
  )

  return (
    <div className={styles.trial}>
      <textarea
        className={styles.input}
        aria-label="Text to try the rules on"
        placeholder="Type or paste a text to see what the rules would make of it, each as if it were on"
        rows={3}
        spellCheck={false}
        value={text}
        onChange={event => setText(event.target.value)}
      />
      {asked !== '' && preview.value?.text !== undefined && (
        <output className={styles.result} aria-label="As it would be stored">
          {toVisible(preview.value.text ?? '')}
        </output>
      )}
      {preview.error !== undefined && (
        <p className={styles.problem}>{toVisible(describeFailure(preview.error))}</p>
      )}
    </div>
  )
}
