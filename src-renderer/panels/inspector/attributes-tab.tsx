import { useState } from 'react'
import type { NamedAttribute, SpanDetail } from '#contract/span.ts'
import { formatCount } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { SearchField } from '../../widgets/search-field.tsx'
import { AttributeList } from './attribute-list.tsx'
import { filterAttributes } from './filter-attributes.ts'
import styles from './tab.module.css'

const SHOWN_FIRST = 200

export function AttributesTab({ detail }: { readonly detail: SpanDetail }) {
  const [filter, setFilter] = useState('')
  const { scope, convention } = detail
  return (
    <div className={styles.tab}>
      <div className={styles.filter}>
        <SearchField label="Filter the attributes" value={filter} onChange={setFilter} />
      </div>
      <Section title="Span" attributes={detail.attributes} filter={filter} />
      <Section title="Resource" attributes={detail.resource} filter={filter} />
      <p className={styles.faint}>
        {convention === null ? 'No convention recognised this span.' : `Read as ${convention}.`}
        {scope.name !== '' && ` Sent by ${toVisible(scope.name)} ${toVisible(scope.version)}.`}
      </p>
    </div>
  )
}

interface SectionProps {
  readonly title: string
  readonly attributes: readonly NamedAttribute[]
  readonly filter: string
}

function Section({ title, attributes, filter }: SectionProps) {
  const found = filterAttributes(attributes, filter)
  const shown = filter === '' ? found.slice(0, SHOWN_FIRST) : found.slice(0, SHOWN_FIRST * 5)
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.head}>
        <h3>{title}</h3>
        {found.length > 0 && (
          <CopyButton
            isSmall
            label={`Copy all ${formatCount(found.length)} as JSON`}
            read={() => JSON.stringify(found, null, 2)}
          />
        )}
      </div>
      {found.length === 0 ? (
        <p className={styles.faint}>{attributes.length === 0 ? 'None.' : 'None fits the filter.'}</p>
      ) : (
        <AttributeList attributes={shown} hasHead />
      )}
      {found.length > shown.length && (
        <p className={styles.faint}>{formatCount(found.length - shown.length)} more – filter to find them.</p>
      )}
    </section>
  )
}
