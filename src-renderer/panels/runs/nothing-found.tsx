import { useOperation } from '../../api/use-operation.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { filterRuns, useRunsFilter } from '../../state/runs-filter.ts'
import { Button } from '../../widgets/button.tsx'
import { broaderFilters } from '../../widgets/edit-filter.ts'
import { Notice } from '../../widgets/notice.tsx'
import styles from './runs.module.css'

const OFFERED_AT_MOST = 5

/** Which condition keeps everything out, and what there is without it. */
export function NothingFound({ filter }: { readonly filter: string }) {
  const isUnread = useRunsFilter(({ text, applied }) => text.trim() !== applied)
  const offers = broaderFilters(filter)
  return (
    <Notice icon="search" title={`No run fits ${toVisible(filter)}`}>
      <div className={styles.offers}>
        {isUnread && <p>What stands in the field now is used as soon as it can be read.</p>}
        {offers.length > 1 &&
          offers.slice(0, OFFERED_AT_MOST).map(offer => <Offer key={offer.filter} {...offer} />)}
        <Button onClick={() => filterRuns('')}>Clear the filter</Button>
      </div>
    </Notice>
  )
}

function Offer({ dropped, filter }: { readonly dropped: string; readonly filter: string }) {
  const { value } = useOperation('runs.list', { filter, limit: 1 })
  if (value === undefined || value.total === 0) return null
  return (
    <Button onClick={() => filterRuns(filter)}>
      <span>
        Without <code>{dropped}</code>: {formatNumberOf(value.total, 'run')}
      </span>
    </Button>
  )
}
