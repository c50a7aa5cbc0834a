import type { BlockKind } from '#contract/call.ts'
import type { WritableDatabase } from './database.ts'
import { createTextReader } from './text-reader.ts'
import { blockTexts } from './text-source.ts'

/** At most: a slice ends when its time is up. */
const BLOCKS_PER_SLICE = 500
/** Some milliseconds of work. */
const MERGED_PAGES = 64
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

  function index({ blockKey, kind }: BlockRow): void {
    if (WORDLESS.includes(kind)) return
    insertText.run(blockKey, readText(blockKey)?.toString().slice(0, MAX_INDEXED_CHARACTERS))
  }

  const indexSlice = db.transaction((budgetMs: number) => {
    const endMs = performance.now() + budgetMs
    const blocks = nextBlocks.all(indexedThrough.get() ?? 0, BLOCKS_PER_SLICE)
    let last: BlockRow | undefined
    for (const block of blocks) {
      index(block)
      last = block
      if (performance.now() > endMs) break
    }
    if (last !== undefined) setProgress.run(last.blockKey)
    return {
      isEmpty: last === undefined,
      hasMore: last !== blocks.at(-1) || blocks.length === BLOCKS_PER_SLICE,
    }
  })

  const merge = db.prepare(`insert into search (search, rank) values ('merge', ${MERGED_PAGES})`)
  const countChanges = db.prepare<[], number>('select total_changes()').pluck()
  const mergeSlice = db.transaction((): boolean => {
    const before = countChanges.get() ?? 0
    merge.run()
    // One change is the statement itself.
    return (countChanges.get() ?? 0) - before > 1
  })
  /** Each commit leaves a part of an index of its own; nothing new means nothing to merge. */
  let isMerged = false

  return {
    /** Indexes some blocks, for about so long; true when more are waiting. */
    indexSlice(budgetMs = Number.POSITIVE_INFINITY): boolean {
      const { isEmpty, hasMore } = indexSlice.immediate(budgetMs)
      if (!isEmpty) isMerged = false
      return hasMore
    },
    /** Makes the index smaller; true when more can be done. */
    mergeSome(): boolean {
      isMerged ||= !mergeSlice.immediate()
      return !isMerged
    },
  }
}
