import type { SpanDetail, SpanSummary } from '#contract/span.ts'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { LongText } from '../../widgets/long-text.tsx'
import { AttributeList } from './attribute-list.tsx'
import { findExceptions } from './find-exceptions.ts'
import styles from './tab.module.css'

interface ErrorTabProps {
  readonly span: SpanSummary
  readonly detail: SpanDetail | undefined
}

export function ErrorTab({ span, detail }: ErrorTabProps) {
  const exceptions = findExceptions([...(detail?.events ?? []), ...(detail?.logs ?? [])])
  return (
    <div className={styles.tab}>
      <div className={styles.error}>
        <LongText
          text={span.errorMessage ?? 'The span ended with an error and gave no message.'}
          maxLines={40}
        />
      </div>
      {exceptions.map(({ title, stack, rest }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: exceptions have no identity but their place
        <section key={index} className={styles.section} aria-label={title}>
          <div className={styles.head}>
            <h3>{title}</h3>
            {stack !== undefined && <CopyButton isSmall label="Copy the stack" read={() => stack} />}
          </div>
          {stack !== undefined && (
            <div className={styles.box}>
              <LongText text={stack} isCode maxLines={24} />
            </div>
          )}
          <AttributeList attributes={rest} />
        </section>
      ))}
    </div>
  )
}
