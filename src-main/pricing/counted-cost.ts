import type { Figure } from '#contract/figure.ts'

export interface ReportedCost {
  readonly cost: Figure
  /** The provider itself charged this; otherwise some tool worked it out by a price list of its own. */
  readonly isBilled: boolean
}

export interface CountedCost {
  readonly cost: Figure
  readonly isReported: boolean
}

/** What totals count: our figure, which is the same for all calls, and the reported one only where there is none. */
export function countedCost(ours: Figure, reported: ReportedCost): CountedCost {
  if (ours.confidence !== 'unknown' || reported.cost.confidence === 'unknown') {
    return { cost: ours, isReported: false }
  }
  const confidence = reported.isBilled ? 'exact' : 'estimated'
  return { cost: { confidence, value: reported.cost.value }, isReported: true }
}
