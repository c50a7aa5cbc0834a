import type { Figure } from '#contract/figure.ts'
import type { Day } from './list-days.ts'

const LEAST_DAYS = 3
const LOOKED_BACK = 14

export interface Projection {
  /** Nano-dollars of this calendar month, as far as it is over and to its end. */
  readonly cost: Figure
  /** How it was come by, in a sentence. */
  readonly basis: string
}

/** What this month comes to if the days to come cost what the last ones did. Undefined when there is too little to go by. */
export function projectMonth(days: readonly Day[], now: Date): Projection | undefined {
  const month = days.at(-1)?.date.slice(0, 7)
  const full = days.slice(0, -1).slice(-LOOKED_BACK)
  const firstUsed = full.findIndex(day => day.calls > 0)
  const looked = firstUsed < 0 ? [] : full.slice(firstUsed)
  if (month === undefined || looked.length < LEAST_DAYS) return undefined
  const spent = days.filter(day => day.date.startsWith(month))
  const values = [...looked, ...spent].map(day => day.cost.sum)
  if (values.some(sum => sum.confidence === 'unknown')) return undefined
  const perDay = sumOf(looked) / looked.length
  const left = new Date(now.getFullYear(), now.getMonth() + 1, 0).getDate() - now.getDate()
  return {
    cost: { confidence: 'estimated', value: Math.round(sumOf(spent) + perDay * left) },
    basis: `What this month cost so far, and for each of the ${left} days left the average of the last ${looked.length} full days.`,
  }
}

function sumOf(days: readonly Day[]): number {
  return days.reduce((sum, { cost }) => sum + (cost.sum.confidence === 'unknown' ? 0 : cost.sum.value), 0)
}
