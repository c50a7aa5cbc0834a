import type { CostGroup, CostGrouping } from '#contract/cost.ts'
import type { Total } from '#contract/figure.ts'

const DAY_MS = 86_400_000
const DAYS = 6

const known = (value: number): Total => ({ sum: { confidence: 'derived', value }, missing: 0 })

function aGroup(key: string | null, calls: number, cost: Total): CostGroup {
  const tokens = known(calls * 1000)
  const isUnknown = cost.sum.confidence === 'unknown'
  return {
    key,
    calls,
    inputTokens: tokens,
    outputTokens: known(calls * 50),
    cacheReadTokens: tokens,
    cost,
    unpricedCalls: isUnknown ? calls : 0,
    reportedCalls: 0,
  }
}

/** The last days of a busy week, and models of which one has no price; nothing where no run is recorded. */
export function costSummary(groupBy: CostGrouping, isEmpty: boolean, nowMs = Date.now()) {
  const days = Array.from({ length: DAYS }, (_, back) => {
    const day = new Date(nowMs - back * DAY_MS)
    const date = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map(part =>
      String(part).padStart(2, '0'),
    )
    return aGroup(date.join('-'), 4, known(200_000_000))
  })
  const models = [
    aGroup('gpt-5', 16, known(1_000_000_000)),
    aGroup('claude-sonnet-4', 4, known(200_000_000)),
    aGroup('house-model', 4, { sum: { confidence: 'unknown' }, missing: 4 }),
  ]
  const groups = isEmpty ? [] : groupBy === 'day' ? days : models
  const totals = aGroup(null, isEmpty ? 0 : 24, { ...known(1_200_000_000), missing: isEmpty ? 0 : 4 })
  return {
    groupBy,
    groups,
    totals: { ...totals, unpricedCalls: isEmpty ? 0 : 4 },
    total: groups.length,
    returned: groups.length,
    prices: { name: 'the list', date: '2026-09-23' },
  }
}
