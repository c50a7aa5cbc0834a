import { createBoundedMap } from './bounded-map.ts'
import type { WritableDatabase } from './database.ts'
import { CLOSED_AFTER_MS } from './run-state.ts'

const REMEMBERED_RUNS = 4096

/** Changed in place: every span is heard. */
interface Heard {
  atMonotonicMs: number
  wasReopened: boolean
}

interface RunRow {
  readonly lastReceivedMs: number
  readonly reopened: number
}

/**
 * Tells which spans come after their run had closed. The silence of a run that was heard by this process is measured
 * with a clock that nobody sets; that of another with the calendar, where a time still to come counts as no silence.
 */
export function createRunSilence(db: WritableDatabase, monotonicMs: () => number) {
  const select = db.prepare<[number], RunRow>(
    'select last_received_ms as lastReceivedMs, reopened_count as reopened from runs where run_key = ?',
  )
  const heard = createBoundedMap<number, Heard>(REMEMBERED_RUNS)

  function silenceMs(before: Heard | undefined, row: RunRow | undefined, nowMs: number, receivedMs: number) {
    if (before !== undefined) return nowMs - before.atMonotonicMs
    if (row === undefined || row.lastReceivedMs === 0) return 0
    return receivedMs - row.lastReceivedMs
  }

  return {
    /** Call for every span of a sender; only one that is new can be late. */
    hear(
      runKey: number,
      receivedMs: number,
      isNew: boolean,
    ): { readonly isLate: boolean; readonly reopens: boolean } {
      const nowMs = monotonicMs()
      const before = heard.get(runKey)
      const row = before === undefined ? select.get(runKey) : undefined
      const wasReopened = before?.wasReopened ?? (row?.reopened ?? 0) > 0
      const reopens = isNew && silenceMs(before, row, nowMs, receivedMs) >= CLOSED_AFTER_MS
      if (before === undefined)
        heard.set(runKey, { atMonotonicMs: nowMs, wasReopened: wasReopened || reopens })
      else {
        before.atMonotonicMs = nowMs
        before.wasReopened = wasReopened || reopens
      }
      return { isLate: isNew && (wasReopened || reopens), reopens }
    },
    forget: heard.clear,
  }
}
