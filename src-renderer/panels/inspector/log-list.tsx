import type { SpanDetail } from '#contract/span.ts'
import { formatDuration } from '../../format/format-duration.ts'
import { toVisible } from '../../format/visible-text.ts'
import { AttributeList } from './attribute-list.tsx'
import styles from './tab.module.css'

const SHOWN = 300

/** The log records of a span, the body of each before its attributes. */
export function LogList({ logs, logTotal }: Pick<SpanDetail, 'logs' | 'logTotal'>) {
  return (
    <section className={styles.section} aria-label="Logs">
      <h3>Logs</h3>
      <ol>
        {logs.slice(0, SHOWN).map((log, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: log records have no identity but their place
          <li key={index} className={styles.event}>
            <div className={styles.eventHead}>
              {toVisible(log.name ?? 'Log record')}
              <span className={styles.faint}>
                {log.severity === null ? '' : `${toVisible(log.severity)} `}at {formatDuration(log.atNs)}
              </span>
            </div>
            <AttributeList
              attributes={[
                ...(log.body === null ? [] : [{ key: 'body', value: log.body }]),
                ...log.attributes,
              ]}
            />
          </li>
        ))}
      </ol>
      {logTotal > SHOWN && <p className={styles.faint}>Only the first {SHOWN} are shown here.</p>}
    </section>
  )
}
