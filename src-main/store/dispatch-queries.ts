import type { DispatchedRun, LedgerEntry } from '#contract/run.ts'
import type { ReadableDatabase } from './database.ts'

/** What a run dispatched, and which sessions it names beside its own. */
export function createDispatchQueries(db: ReadableDatabase) {
  const selectDispatched = db.prepare<[number], DispatchedRun>(/* sql */ `
    select lower(hex(trace_id)) as runId, name, status,
      iif(dispatcher_span_id is null, null, lower(hex(dispatcher_span_id))) as spanId,
      dispatch_reason as reason
    from runs where dispatcher_key = ? order by start_ns, run_key limit 1000
  `)
  const selectOtherSessions = db
    .prepare<[number], string>(/* sql */ `
      select run_sessions.session_id from run_sessions join runs using (run_key)
      where run_key = ? and run_sessions.session_id <> runs.session_id order by rank, position limit 20
    `)
    .pluck()
  return {
    dispatchedBy: (runKey: number): DispatchedRun[] => selectDispatched.all(runKey),
    otherSessions(runKey: number): LedgerEntry[] {
      const about = selectOtherSessions.all(runKey)
      return about.length === 0 ? [] : [{ gap: 'other-session', count: about.length, about }]
    },
  }
}
