import type { WritableDatabase } from './database.ts'

export interface Deletion {
  readonly deletedSpans: number
  readonly deletedBlocks: number
}

/** Deletes a run with everything that only it carried. Undefined when there is no such run. */
export function createDeleteRun(db: WritableDatabase) {
  // Temporary tables live in the connection, not in the file.
  db.exec('create temp table if not exists doomed_blocks (block_key integer primary key)')
  const findRun = db.prepare<[Buffer], number>('select run_key from runs where trace_id = ?').pluck()
  const rememberBlocks = db.prepare(/* sql */ `
    insert or ignore into doomed_blocks
    select block_key from block_list_items join block_lists using (list_key) where run_key = @runKey
    union select arguments_key from tool_io join spans using (span_key)
      where run_key = @runKey and arguments_key is not null
    union select result_key from tool_io join spans using (span_key)
      where run_key = @runKey and result_key is not null
  `)
  const spareCarriedBlocks = db.prepare(/* sql */ `
    delete from doomed_blocks
    where exists (select 1 from block_list_items where block_list_items.block_key = doomed_blocks.block_key)
      or exists (select 1 from tool_io where arguments_key = doomed_blocks.block_key)
      or exists (select 1 from tool_io where result_key = doomed_blocks.block_key)
  `)
  const ofSpans = '(select span_key from spans where run_key = ?)'
  const deletions = [
    `delete from block_list_items where list_key in (select list_key from block_lists where run_key = ?)`,
    'delete from block_lists where run_key = ?',
    `delete from tool_io where span_key in ${ofSpans}`,
    `delete from span_raw where span_key in ${ofSpans}`,
    'delete from calls where run_key = ?',
    'delete from long_values where run_key = ?',
    'delete from run_models where run_key = ?',
    'delete from runs where run_key = ?',
  ].map(sql => db.prepare<[number]>(sql))
  const deleteSpans = db.prepare<[number]>('delete from spans where run_key = ?')
  const deleteTexts = db.prepare('delete from search where rowid in (select block_key from doomed_blocks)')
  const deleteBlocks = db.prepare(
    'delete from blocks where block_key in (select block_key from doomed_blocks)',
  )
  const forgetDoomed = db.prepare('delete from doomed_blocks')

  return db.transaction((runId: string): Deletion | undefined => {
    const runKey = findRun.get(Buffer.from(runId, 'hex'))
    if (runKey === undefined) return undefined
    forgetDoomed.run()
    rememberBlocks.run({ runKey })
    for (const deletion of deletions) deletion.run(runKey)
    const deletedSpans = deleteSpans.run(runKey).changes
    spareCarriedBlocks.run()
    deleteTexts.run()
    const deletedBlocks = deleteBlocks.run().changes
    return { deletedSpans, deletedBlocks }
  }).immediate
}
