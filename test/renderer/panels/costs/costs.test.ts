import { describe, expect, test } from 'vitest'
import type { CostGroup } from '#contract/cost.ts'
import { listDays } from '../../../../src-renderer/panels/costs/list-days.ts'
import { projectMonth } from '../../../../src-renderer/panels/costs/project-month.ts'
import { firstDay } from '../../../../src-renderer/panels/costs/ranges.ts'

const NOW = new Date(2026, 10, 21, 12)

function group(key: string, nano: number | undefined): CostGroup {
  const total = { sum: { confidence: 'derived' as const, value: 1 }, missing: 0 }
  return {
    key,
    calls: 2,
    inputTokens: total,
    outputTokens: total,
    cacheReadTokens: total,
    cost:
      nano === undefined
        ? { sum: { confidence: 'unknown' }, missing: 2 }
        : { sum: { confidence: 'derived', value: nano }, missing: 0 },
    unpricedCalls: 0,
    reportedCalls: 0,
  }
}

test('a range of days ends today', () => {
  expect(firstDay('7d', NOW)).toBe('2026-11-15')
  expect(firstDay('30d', NOW)).toBe('2026-10-23')
  expect(firstDay('all', NOW)).toBeUndefined()
})

describe('the days of a range', () => {
  test('are all there, and one without a call cost nothing', () => {
    const days = listDays([group('2026-11-20', 5)], '2026-11-18', NOW)
    expect(days.map(({ date, calls, cost }) => [date, calls, cost.sum])).toEqual([
      ['2026-11-18', 0, { confidence: 'exact', value: 0 }],
      ['2026-11-19', 0, { confidence: 'exact', value: 0 }],
      ['2026-11-20', 2, { confidence: 'derived', value: 5 }],
      ['2026-11-21', 0, { confidence: 'exact', value: 0 }],
    ])
  })

  test('begin with the first call when no day is asked for', () => {
    const days = listDays([group('2026-11-20', 5), group('2026-10-31', 1)], undefined, NOW)
    expect(days).toHaveLength(22)
    expect(days[0]?.date).toBe('2026-10-31')
  })
})

describe('the projection of a month', () => {
  const daysOf = (...groups: CostGroup[]) => listDays(groups, '2026-11-01', NOW)

  test('adds the average of the last full days for every day that is left', () => {
    const days = daysOf(group('2026-11-17', 40), group('2026-11-20', 40), group('2026-11-21', 10))
    // Four full days since the first call cost 80; nine days are left.
    expect(projectMonth(days, NOW)?.cost).toEqual({ confidence: 'estimated', value: 90 + 20 * 9 })
    expect(projectMonth(days, NOW)?.basis).toContain('the last 4 full days')
  })

  test('is not made from too little, nor from what nobody knows', () => {
    expect(projectMonth(daysOf(group('2026-11-20', 40)), NOW)).toBeUndefined()
    expect(projectMonth(daysOf(group('2026-11-10', undefined), group('2026-11-20', 4)), NOW)).toBeUndefined()
  })
})
