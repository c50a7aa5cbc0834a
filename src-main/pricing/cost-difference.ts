import type { Figure } from '#contract/figure.ts'

const PERCENT = 100
/** Senders round to six decimals of a dollar or so. */
const SAME_NANO_DOLLARS = 1_000

/** How far the reported cost is from ours, in a sentence; null when there are not two to compare. */
export function costDifference(ours: Figure, reported: Figure): string | null {
  if (ours.confidence === 'unknown' || reported.confidence === 'unknown') return null
  const difference = reported.value - ours.value
  if (Math.abs(difference) <= SAME_NANO_DOLLARS) return 'The sender reports the same cost.'
  if (ours.value === 0) return 'The sender reports a cost for what these prices say is free.'
  if (reported.value === 0) return 'The sender reports no cost for this call.'
  const percent = Math.abs((difference / ours.value) * PERCENT)
  const share = percent < 1 ? 'less than 1 %' : `${Math.round(percent)} %`
  return `The sender reports ${share} ${difference > 0 ? 'more' : 'less'} than these prices make it.`
}
