import type { CostRange } from '../../state/location.ts'

/** The days a reader may look at. */
export const RANGES = [
  { id: '7d', label: '7 days', days: 7 },
  { id: '30d', label: '30 days', days: 30 },
  { id: '90d', label: '90 days', days: 90 },
  { id: 'all', label: 'All', days: undefined },
] as const satisfies readonly {
  readonly id: CostRange
  readonly label: string
  readonly days: number | undefined
}[]

export type RangeId = CostRange

/** The first day of a range, as its date here; undefined when it has none. */
export function firstDay(id: RangeId, now: Date): string | undefined {
  const days = RANGES.find(range => range.id === id)?.days
  return days === undefined
    ? undefined
    : dateOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - days + 1))
}

/** "2026-11-21", on this machine's calendar. */
export function dateOf(day: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
