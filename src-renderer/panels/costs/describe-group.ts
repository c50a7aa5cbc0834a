import type { CostTotals } from '#contract/cost.ts'
import { formatNumberOf } from '../../format/format-count.ts'

/** What a cost rests on, where it is not all our prices. */
export function noteOf({
  unpricedCalls,
  reportedCalls,
}: Pick<CostTotals, 'unpricedCalls' | 'reportedCalls'>): string {
  return [
    ...(unpricedCalls > 0 ? [`${formatNumberOf(unpricedCalls, 'call')} without a price`] : []),
    ...(reportedCalls > 0 ? [`${formatNumberOf(reportedCalls, 'call')} as reported`] : []),
  ].join(', ')
}

/** The part of the known cost of all groups, from 0 to 1; undefined when it is unknown. */
export function shareOf(
  group: Pick<CostTotals, 'cost'>,
  totals: Pick<CostTotals, 'cost'>,
): number | undefined {
  const [own, whole] = [group.cost.sum, totals.cost.sum]
  if (own.confidence === 'unknown' || whole.confidence === 'unknown') return undefined
  return whole.value === 0 ? 0 : own.value / whole.value
}
