import type { BlockKind } from '#contract/call.ts'
import type { WritableDatabase } from './database.ts'
import { createTextReader } from './text-reader.ts'
import { blockTexts } from './text-source.ts'

const BLOCKS_PER_SLICE = 500
/** Longer texts are found by their beginning; nobody searches megabyte 2 of a log by word. */
const MAX_INDEXED_CHARACTERS = 1024 * 1024
/** Encoded pictures and sounds have no words. */
const WORDLESS: readonly BlockKind[] = ['image', 'audio', 'file']

interface BlockRow {
  readonly blockKey: number
  readonly kind: BlockKind
}

/** Feeds blocks to the full-text index a moment after they were committed, so that no answer waits for it. */
export function createSearchIndex(db: WritableDatabase) {
  const indexedThrough = db.prepare<[], number>('select indexed_through from search_progress').pluck()
  const nextBlocks = db.prepare<[number, number], BlockRow>(/* sql */ `
    select block_key as blockKey, kind from blocks
    where block_key > ? order by block_key limit ?
  `)
  const readText = createTextReader(db, blockTexts)
  const insertText = db.prepare('insert into search (rowid, text) values (?, ?)')
  const setProgress = db.prepare('update search_progress set indexed_through = ?')

  const indexSlice = db.transaction((): boolean => {
    const blocks = nextBlocks.all(indexedThrough.get() ?? 0, BLOCKS_PER_SLICE)
    for (const block of blocks) {
      if (WORDLESS.includes(block.kind)) continue
      const text = readText(block.blockKey)?.toString().slice(0, MAX_INDEXED_CHARACTERS)
      insertText.run(block.blockKey, text)
    }
    const last = blocks.at(-1)
    if (last !== undefined) setProgress.run(last.blockKey)
    return blocks.length === BLOCKS_PER_SLICE
  })

  /** Indexes some blocks; true when more are waiting. */
  return { indexSlice: () => indexSlice.immediate() }
}
