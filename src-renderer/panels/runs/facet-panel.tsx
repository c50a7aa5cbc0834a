import { useState } from 'react'
import { useOperation } from '../../api/use-operation.ts'
import { formatCount, formatNumberOf } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { filterRuns, rememberFilter, useRunsFilter } from '../../state/runs-filter.ts'
import { asksFor, toggleValue, withoutField } from '../../widgets/edit-filter.ts'
import { Icon } from '../../widgets/icon.tsx'
import styles from './facet-panel.module.css'

const FACETS = [
  { field: 'status', title: 'Status' },
  { field: 'model', title: 'Model' },
  { field: 'agent', title: 'Agent' },
  { field: 'service', title: 'Service' },
  { field: 'tag', title: 'Tag' },
] as const

type FacetField = (typeof FACETS)[number]['field']

const SHOWN_FIRST = 8
const READ_AT_MOST = 200

/** What there is to filter by, with how many runs have it; a click asks for it, beside others of its kind. */
export function FacetPanel() {
  return (
    <aside className={styles.panel} aria-label="Facets">
      {FACETS.map(({ field, title }) => (
        <FacetGroup key={field} field={field} title={title} />
      ))}
    </aside>
  )
}

function FacetGroup({ field, title }: { readonly field: FacetField; readonly title: string }) {
  const applied = useRunsFilter(state => state.applied)
  const [isWhole, setWhole] = useState(false)
  // Without its own condition: otherwise nothing but what is chosen already could be chosen.
  const filter = withoutField(applied, field)
  const { value } = useOperation('runs.facets', { ...(filter !== '' && { filter }), limit: READ_AT_MOST })
  const facets = value?.[field] ?? []
  if (facets.length === 0) return null
  const shown = isWhole ? facets : facets.slice(0, SHOWN_FIRST)
  const most = Math.max(...facets.map(({ runs }) => runs))
  return (
    <section className={styles.group} aria-label={title}>
      <h2 className={styles.title}>{title}</h2>
      <ul>
        {shown.map(facet => (
          <li key={facet.value}>
            <FacetButton
              field={field}
              {...facet}
              share={facet.runs / most}
              isAsked={asksFor(applied, field, facet.value)}
            />
          </li>
        ))}
      </ul>
      {facets.length > shown.length && (
        <button type="button" className={styles.more} onClick={() => setWhole(true)}>
          {formatNumberOf(facets.length - shown.length, 'more', 'more')}
        </button>
      )}
    </section>
  )
}

interface FacetButtonProps {
  readonly field: FacetField
  readonly value: string
  readonly runs: number
  readonly share: number
  readonly isAsked: boolean
}

function FacetButton({ field, value, runs, share, isAsked }: FacetButtonProps) {
  return (
    <button
      type="button"
      className={styles.facet}
      aria-pressed={isAsked}
      data-tip={toVisible(value)}
      style={{ backgroundSize: `${Math.max(2, share * 100)}% 100%` }}
      onClick={() => {
        const { applied } = useRunsFilter.getState()
        filterRuns(toggleValue(applied, field, value, field === 'status' ? ':' : '='))
        rememberFilter()
      }}
    >
      <span className={styles.check}>{isAsked && <Icon name="check" size={11} />}</span>
      <span className={styles.value}>{toVisible(value)}</span>{' '}
      <span className={styles.count}>{formatCount(runs)}</span>
    </button>
  )
}
