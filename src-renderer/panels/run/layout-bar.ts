import type { SpanSummary } from '#contract/span.ts'

export interface Bar {
  readonly leftPercent: number
  readonly widthPercent: number
}

/** Where a span lies on the shared time axis. One without an end reaches to the end of the axis. */
export function layoutBar(span: Pick<SpanSummary, 'startNs' | 'durationNs'>, axisNs: number): Bar {
  if (axisNs <= 0) return { leftPercent: 0, widthPercent: 100 }
  const startNs = Math.min(Math.max(span.startNs, 0), axisNs)
  const endNs = span.durationNs === null ? axisNs : Math.min(span.startNs + span.durationNs, axisNs)
  return {
    leftPercent: (startNs / axisNs) * 100,
    widthPercent: (Math.max(0, endNs - startNs) / axisNs) * 100,
  }
}
