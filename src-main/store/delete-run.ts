import { createBlockSweep } from './block-sweep.ts'
import { createCallCounter } from './call-counter.ts'
import type { WritableDatabase } from './database.ts'

export interface Deletion {
  readonly deletedSpans: number
  readonly deletedBlocks: number
}

/** Deletes a run with everything that only it carried. Undefined when there is no such run. */
export function createDeleteRun(db: WritableDatabase) {
  const findRun = db.prepare<[Buffer], number>('select run_key from runs where trace_id = ?').pluck()
  const selectBlocks = db
    .prepare<{ runKey: number }, number>(/* sql */ `
      select block_key from block_list_items join block_lists using (list_key) where run_key = @runKey
      union select arguments_key from tool_io join spans using (span_key)
        where run_key = @runKey and arguments_key is not null
      union select result_key from tool_io join spans using (span_key)
        where run_key = @runKey and result_key is not null
      union select block_key from kept_blocks where run_key = @runKey
    `)
    .pluck()
  const ofSpans = '(select span_key from spans where run_key = ?)'
  const logTrace = `(select trace_key from log_traces join runs using (trace_id) where run_key = ?)`
  const deletions = [
    `delete from logs where trace_key = ${logTrace}`,
    `delete from log_values where trace_key = ${logTrace}`,
    `delete from log_traces where trace_key = ${logTrace}`,
    `delete from list_items where list_key in (select list_key from block_lists where run_key = ?)`,
    'delete from block_lists where run_key = ?',
    `delete from tool_io where span_key in ${ofSpans}`,
    'delete from calls where run_key = ?',
    'delete from long_values where run_key = ?',
    'delete from kept_blocks where run_key = ?',
    'delete from run_costs where run_key = ?',
    'delete from run_models where run_key = ?',
    'delete from run_sources where run_key = ?',
    'delete from span_doubts where run_key = ?',
    'delete from discarded_runs where run_key = ?',
    'delete from runs where run_key = ?',
  ].map(sql => db.prepare<[number]>(sql))
  const deleteSpans = db.prepare<[number]>('delete from spans where run_key = ?')
  const sweepBlocks = createBlockSweep(db)
  const counter = createCallCounter(db)

  return db.transaction((runId: string): Deletion | undefined => {
    const runKey = findRun.get(Buffer.from(runId, 'hex'))
    if (runKey === undefined) return undefined
    const blockKeys = selectBlocks.all({ runKey })
    counter.leave(runKey)
    for (const deletion of deletions) deletion.run(runKey)
    const deletedSpans = deleteSpans.run(runKey).changes
    counter.finish()
    return { deletedSpans, deletedBlocks: sweepBlocks(blockKeys) }
  }).immediate
}
