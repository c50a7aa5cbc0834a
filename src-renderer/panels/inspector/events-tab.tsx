import type { SpanDetail } from '#contract/span.ts'
import { formatDuration } from '../../format/format-duration.ts'
import { toVisible } from '../../format/visible-text.ts'
import { goTo, placeOfRun } from '../../state/location.ts'
import { Button } from '../../widgets/button.tsx'
import { AttributeList } from './attribute-list.tsx'
import { LogList } from './log-list.tsx'
import styles from './tab.module.css'

const SHOWN = 300

export function EventsTab({ detail: { events, links, logs, logTotal } }: { readonly detail: SpanDetail }) {
  return (
    <div className={styles.tab}>
      <section className={styles.section} aria-label="Events">
        <h3>Events</h3>
        {events.length === 0 && <p className={styles.faint}>None.</p>}
        <ol>
          {events.slice(0, SHOWN).map((event, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: events have no identity but their place
            <li key={index} className={styles.event}>
              <div className={styles.eventHead}>
                {toVisible(event.name)}
                <span className={styles.faint}>at {formatDuration(event.atNs)}</span>
              </div>
              <AttributeList attributes={event.attributes} />
            </li>
          ))}
        </ol>
        {events.length > SHOWN && <p className={styles.faint}>Only the first {SHOWN} are shown here.</p>}
      </section>
      {logTotal > 0 && <LogList logs={logs} logTotal={logTotal} />}
      <section className={styles.section} aria-label="Links">
        <h3>Links</h3>
        {links.length === 0 && <p className={styles.faint}>None.</p>}
        <ul>
          {links.slice(0, SHOWN).map((link, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a span may link to the same one twice
            <li key={index} className={styles.event}>
              <div className={styles.eventHead}>
                <span className={styles.code}>
                  {link.traceId.slice(0, 8)} / {link.spanId}
                </span>
                <Button tone="quiet" icon="link" onClick={() => goTo(placeOfRun(link.traceId, link.spanId))}>
                  Open
                </Button>
              </div>
              <AttributeList attributes={link.attributes} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
