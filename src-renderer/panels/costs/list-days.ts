import type { CostGroup } from '#contract/cost.ts'
import type { Total } from '#contract/figure.ts'
import { dateOf } from './ranges.ts'

export interface Day {
  readonly date: string
  readonly calls: number
  readonly cost: Total
}

const NOTHING: Total = { sum: { confidence: 'exact', value: 0 }, missing: 0 }
const MOST_DAYS = 731

/** Every day from the first to today, also those without a call, which cost nothing. */
export function listDays(groups: readonly CostGroup[], from: string | undefined, now: Date): Day[] {
  const known = new Map(groups.map(group => [group.key, group]))
  const first = from ?? oldest(groups) ?? dateOf(now)
  const days: Day[] = []
  for (let back = 0; back < MOST_DAYS; back += 1) {
    const date = dateOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - back))
    if (date < first) break
    const group = known.get(date)
    days.push({ date, calls: group?.calls ?? 0, cost: group?.cost ?? NOTHING })
  }
  return days.reverse()
}

function oldest(groups: readonly CostGroup[]): string | undefined {
  return groups.flatMap(({ key }) => key ?? []).toSorted()[0]
}
