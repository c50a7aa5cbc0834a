import type { RunSummary } from '#contract/run.ts'
import type { SessionSummary } from '#contract/session.ts'

const THINNEST_PERCENT = 0.4

/** Where a run lies within the time of its session. */
export function placeInSession(
  { startedAt, durationNs }: Pick<RunSummary, 'startedAt' | 'durationNs'>,
  session: Pick<SessionSummary, 'startedAt' | 'durationNs'>,
): { readonly leftPercent: number; readonly widthPercent: number } {
  const wholeNs = Math.max(1, session.durationNs)
  const fromNs = Number(BigInt(startedAt) - BigInt(session.startedAt))
  const leftPercent = Math.min(100 - THINNEST_PERCENT, Math.max(0, (fromNs / wholeNs) * 100))
  const toEnd = 100 - leftPercent
  const width = durationNs === null ? toEnd : (durationNs / wholeNs) * 100
  return { leftPercent, widthPercent: Math.min(toEnd, Math.max(THINNEST_PERCENT, width)) }
}
