import type { Confidence, Figure, Total } from '#contract/figure.ts'

export function toFigure(value: number | null, confidence: Confidence): Figure {
  return value === null || confidence === 'unknown' ? { confidence: 'unknown' } : { confidence, value }
}

const CONFIDENCE_OF_DOUBT = ['exact', 'derived', 'estimated'] as const

/** A sum to which no call contributed is unknown, unless there was no call at all. */
export function toTotal(sum: number, missing: number, doubt: number, calls: number): Total {
  if (calls > 0 && missing >= calls) return { sum: { confidence: 'unknown' }, missing }
  return { sum: { confidence: CONFIDENCE_OF_DOUBT[doubt] ?? 'estimated', value: sum }, missing }
}
