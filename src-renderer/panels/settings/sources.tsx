import type { Source } from '#contract/source.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { formatExactTime } from '../../format/format-time.ts'
import { toVisible } from '../../format/visible-text.ts'
import styles from './sources.module.css'

/** Who sent what, and what of it was refused, cut, dropped or late. */
export function Sources() {
  const { value: list } = useOperation('sources.list', { limit: 50 })
  if (list === undefined) return null
  if (list.sources.length === 0) return <p className={styles.none}>Nobody has sent anything yet.</p>
  return (
    <ul className={styles.list} aria-label="What the receivers saw">
      {list.sources.map(source => (
        <SourceItem key={source.sourceId} source={source} />
      ))}
      {list.total > list.returned && (
        <li className={styles.none}>and {formatNumberOf(list.total - list.returned, 'more sender')}</li>
      )}
    </ul>
  )
}

function SourceItem({ source }: { readonly source: Source }) {
  const way = [source.receiver, source.sdk ?? source.userAgent].filter(part => part !== null)
  const doubts = doubtsOf(source)
  return (
    <li className={styles.source}>
      <p className={styles.name}>
        {toVisible(nameOf(source))} <span className={styles.scope}>{toVisible(scopeOf(source))}</span>
      </p>
      <p className={styles.amounts}>
        {toVisible(way.join(', '))} · {formatNumberOf(source.requests, 'request')} ·{' '}
        {formatNumberOf(source.spans, 'span')} · {formatNumberOf(source.calls, 'call')} · last seen{' '}
        {formatExactTime(source.lastSeenAt)}
      </p>
      {doubts.length > 0 && (
        <ul className={styles.doubts}>
          {doubts.map(doubt => (
            <li key={doubt}>{toVisible(doubt)}</li>
          ))}
        </ul>
      )}
    </li>
  )
}

function nameOf({ serviceName, perhaps }: Source): string {
  if (serviceName !== null) return serviceName
  return `A sender without a name${perhaps.length === 0 ? '' : `, perhaps ${perhaps.join(' or ')}`}`
}

function scopeOf({ scopeName, scopeVersion, conventions }: Source): string {
  const understood = conventions.map(({ convention }) => convention ?? 'no convention').join(', ')
  return [scopeName, scopeVersion, understood === '' ? null : `(${understood})`]
    .filter(part => part !== null)
    .join(' ')
}

function doubtsOf(source: Source): string[] {
  const { lastRefusal, missingParents } = source
  const told: readonly (readonly [count: number, noun: string, rest: string])[] = [
    [source.refused, 'request', `refused${lastRefusal === null ? '' : `: ${lastRefusal.reason}`}`],
    [source.deferred, 'request', 'asked to come again'],
    [source.rejected, 'item', 'that could not be stored'],
    [source.cutValues, 'text', 'cut by its SDK'],
    [source.droppedAttributes, 'attribute', 'dropped by its SDK'],
    [source.droppedEvents, 'event', 'dropped by its SDK'],
    [source.droppedLinks, 'link', 'dropped by its SDK'],
    [source.callsWithoutContent, 'call', 'without prompt and answer'],
    [source.clockSkew, 'span', 'with doubtful times'],
    [source.late, 'span', 'after its run had closed'],
    [source.duplicates, 'span', 'sent again'],
    [missingParents.count, 'parent', `missing in its last ${formatNumberOf(missingParents.runs, 'run')}`],
  ]
  return told
    .filter(([count]) => count > 0)
    .map(([count, noun, rest]) => `${formatNumberOf(count, noun)} ${rest}`)
}
