import type { WritableDatabase } from './database.ts'

/** Deletes those of the given blocks that no call and no tool carries any more; returns how many. */
export function createBlockSweep(db: WritableDatabase): (blockKeys: readonly number[]) => number {
  // Temporary tables live in the connection, not in the file.
  db.exec('create temp table if not exists doomed_blocks (block_key integer primary key)')
  const doom = db.prepare('insert or ignore into doomed_blocks select value from json_each(?)')
  const spareCarried = db.prepare(/* sql */ `
    delete from doomed_blocks
    where exists (select 1 from block_list_items where block_list_items.block_key = doomed_blocks.block_key)
      or exists (select 1 from kept_blocks where kept_blocks.block_key = doomed_blocks.block_key)
      or exists (select 1 from tool_io where arguments_key = doomed_blocks.block_key)
      or exists (select 1 from tool_io where result_key = doomed_blocks.block_key)
  `)
  const deleteTexts = db.prepare('delete from search where rowid in (select block_key from doomed_blocks)')
  const deleteBlocks = db.prepare(
    'delete from blocks where block_key in (select block_key from doomed_blocks)',
  )
  const forgetDoomed = db.prepare('delete from doomed_blocks')
  return blockKeys => {
    forgetDoomed.run()
    doom.run(JSON.stringify(blockKeys))
    spareCarried.run()
    deleteTexts.run()
    return deleteBlocks.run().changes
  }
}
