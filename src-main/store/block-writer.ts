import { hash } from 'node:crypto'
import { SAME_HASH } from './block-hash.ts'
import { createBoundedMap } from './bounded-map.ts'
import type { WritableDatabase } from './database.ts'
import { createListMemory, type ListedItem } from './list-memory.ts'
import { roleCode, sectionCode } from './place-codes.ts'
import type { BlockRecord, ItemRecord } from './records.ts'
import { blockTexts, createTextWriter } from './text-source.ts'
import type { CarriedBlock } from './value-pieces.ts'

const REMEMBERED_BLOCKS = 65_536
/** Half of SHA-256: nobody finds two texts with equal halves either. */
const HASH_BYTES = 16

/** A stored list of blocks, and how many of its first items it shares with another. */
export interface WrittenList {
  readonly listKey: number
  readonly sharedLength: number
  readonly items: readonly ListedItem[]
}

/** Stores blocks once, and calls as lists of them that share their beginnings. */
export function createBlockWriter(db: WritableDatabase) {
  const selectBlock = db
    .prepare<[Uint8Array, Uint8Array], number>(/* sql */ `
    select block_key from blocks where ${SAME_HASH}
  `)
    .pluck()
  const insertBlock = db.prepare('insert into blocks (hash, kind, size) values (?, ?, ?)')
  const writeText = createTextWriter(db, blockTexts)
  const insertList = db.prepare(
    'insert into block_lists (run_key, prefix_list_key, prefix_length, length) values (?, ?, ?, ?)',
  )
  const insertItem = db.prepare(/* sql */ `
    insert into list_items
      (list_key, position, block_key, section, message, role, name, tool_call_id, is_error)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
  `)
  const keyByHash = createBoundedMap<string, number>(REMEMBERED_BLOCKS)
  const memory = createListMemory()

  function writeBlock(block: BlockRecord): CarriedBlock {
    const digest = hash('sha256', `${block.kind}\n${block.text}`, 'buffer').subarray(0, HASH_BYTES)
    const name = digest.toString('latin1')
    const known = keyByHash.get(name) ?? selectBlock.get(digest, digest)
    const blockKey = known ?? insertNewBlock(digest, block)
    keyByHash.set(name, blockKey)
    return { blockKey, text: block.text }
  }

  function insertNewBlock(digest: Uint8Array, block: BlockRecord): number {
    const bytes = Buffer.from(block.text)
    const blockKey = Number(insertBlock.run(digest, block.kind, bytes.length).lastInsertRowid)
    writeText(blockKey, bytes)
    return blockKey
  }

  function writeList(runKey: number, records: readonly ItemRecord[]): WrittenList {
    const { list, length } = memory.longestPrefix(runKey, records)
    const { lastInsertRowid } = insertList.run(runKey, list?.listKey ?? null, length, records.length)
    const listKey = Number(lastInsertRowid)
    const added = records.slice(length).map((record, index) => writeItem(listKey, length + index, record))
    // The texts of the shared beginning are held once.
    const items = [...(list?.items.slice(0, length) ?? []), ...added]
    memory.remember(runKey, { listKey, items }, length)
    return { listKey, sharedLength: length, items }
  }

  function writeItem(listKey: number, position: number, record: ItemRecord): ListedItem {
    const { section, message, role, name, toolCallId, isError } = record
    const { blockKey, text } = writeBlock(record.block)
    const errorFlag = isError ? 1 : 0
    const codes = [sectionCode(section), message, roleCode(role)]
    insertItem.run(listKey, position, blockKey, ...codes, name, toolCallId, errorFlag)
    return { blockKey, text, record }
  }

  return {
    writeBlock,
    writeList,
    /** After a rollback or a deletion, remembered keys may name rows that do not exist. */
    forget(): void {
      keyByHash.clear()
      memory.forget()
    },
  }
}
