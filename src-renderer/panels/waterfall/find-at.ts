import type { SpanSummary } from '#contract/span.ts'
import { endOf } from './draw-bars.ts'

/** The span of a lane at a moment, or the nearest within `slackNs`. `spans` are in order and do not overlap. */
export function findAt(
  spans: readonly SpanSummary[],
  atNs: number,
  slackNs: number,
  nowNs: number,
): SpanSummary | undefined {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.startNs ?? 0) <= atNs) low = middle + 1
    else high = middle
  }
  const before = spans[low - 1]
  const after = spans[low]
  if (before !== undefined && endOf(before, nowNs) >= atNs) return before
  const sinceNs = before === undefined ? Number.POSITIVE_INFINITY : atNs - endOf(before, nowNs)
  const untilNs = after === undefined ? Number.POSITIVE_INFINITY : after.startNs - atNs
  if (Math.min(sinceNs, untilNs) > slackNs) return undefined
  return sinceNs <= untilNs ? before : after
}
