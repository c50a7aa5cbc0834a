import type { RunState } from '#contract/run.ts'

/** Exporters send every few seconds; a run that was silent for longer than that is quiet. */
export const QUIET_AFTER_MS = 15_000
/** A run that was silent for this long is closed; a span that still comes reopens it. */
export const CLOSED_AFTER_MS = 5 * 60_000

/**
 * Open while spans come, quiet when they stopped, closed when they have not come for long, and reopened when one
 * came after that, until it closes again. No span ends a run: the root may end before its children are sent.
 */
export function stateOf(lastReceivedMs: number, nowMs: number, reopenedCount = 0): RunState {
  const silence = silenceMs(lastReceivedMs, nowMs)
  if (silence >= CLOSED_AFTER_MS) return 'closed'
  if (reopenedCount > 0) return 'reopened'
  return silence < QUIET_AFTER_MS ? 'open' : 'quiet'
}

/** A clock that was set back leaves times that are still to come: as far ahead counts like as long ago. */
function silenceMs(lastReceivedMs: number, nowMs: number): number {
  return Math.abs(nowMs - lastReceivedMs)
}
