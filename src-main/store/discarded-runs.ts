import type { WritableDatabase } from './database.ts'
import type { Deletion } from './delete-run.ts'

/** Rows of `runs` that nobody threw away. */
export const IS_KEPT_IN_SIGHT = 'run_key not in (select run_key from discarded_runs)'

/** A slice ends after this many spans, so that what comes in meanwhile waits some tens of milliseconds. */
const SPANS_PER_SLICE = 1000

export interface DeletedSlice {
  readonly runIds: readonly string[]
  /** When the next of the discarded runs is to be deleted. */
  readonly nextAtMs: number | null
}

/** Runs that are hidden at once and deleted a moment later, so that a delete can be undone. */
export function createDiscardedRuns(
  db: WritableDatabase,
  deleteRun: (runId: string) => Deletion | undefined,
) {
  const discard = db.prepare<[number, Buffer]>(/* sql */ `
    insert into discarded_runs select run_key, ? from runs where trace_id = ?
    on conflict do update set delete_at_ms = excluded.delete_at_ms
  `)
  const restore = db.prepare<[Buffer]>(
    'delete from discarded_runs where run_key = (select run_key from runs where trace_id = ?)',
  )
  const due = db
    .prepare<[number], string>(/* sql */ `
      select lower(hex(trace_id)) from discarded_runs join runs using (run_key)
      where delete_at_ms <= ? order by delete_at_ms, run_key limit 100
    `)
    .pluck()
  const next = db.prepare<[], number | null>('select min(delete_at_ms) from discarded_runs').pluck()

  /** The ids of those it changed something for. */
  const eachOf = (change: (traceId: Buffer) => { readonly changes: number }) =>
    db.transaction((runIds: readonly string[]) =>
      runIds.filter(runId => change(Buffer.from(runId, 'hex')).changes > 0),
    ).immediate

  return {
    discard: (runIds: readonly string[], deleteAtMs: number): readonly string[] =>
      eachOf(traceId => discard.run(deleteAtMs, traceId))(runIds),
    restore: (runIds: readonly string[]): readonly string[] =>
      eachOf(traceId => restore.run(traceId))(runIds),
    deleteSome(dueAtMs: number): DeletedSlice {
      const runIds: string[] = []
      let spans = 0
      for (const runId of due.all(dueAtMs)) {
        if (spans >= SPANS_PER_SLICE) break
        spans += deleteRun(runId)?.deletedSpans ?? 0
        runIds.push(runId)
      }
      return { runIds, nextAtMs: next.get() ?? null }
    },
  }
}
