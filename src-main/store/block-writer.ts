import { hash } from 'node:crypto'
import { createBoundedMap } from './bounded-map.ts'
import type { WritableDatabase } from './database.ts'
import { pack } from './packing.ts'
import type { BlockRecord, ItemRecord } from './records.ts'

const REMEMBERED_BLOCKS = 65_536
const REMEMBERED_ITEMS = 1024 * 1024
const REMEMBERED_LISTS_PER_RUN = 8
/** A shared beginning shorter than this is not worth a reference. */
const MIN_PREFIX_LENGTH = 4

interface RememberedList {
  readonly listKey: number
  readonly entries: readonly string[]
}

/** Stores blocks once, and calls as lists of them that share their beginnings. */
export function createBlockWriter(db: WritableDatabase) {
  const selectBlock = db.prepare<[Uint8Array], number>('select block_key from blocks where hash = ?').pluck()
  const insertBlock = db.prepare(
    'insert into blocks (hash, kind, size, packing, content) values (?, ?, ?, ?, ?)',
  )
  const insertList = db.prepare(
    'insert into block_lists (run_key, prefix_list_key, prefix_length, length) values (?, ?, ?, ?)',
  )
  const insertItem = db.prepare(/* sql */ `
    insert into block_list_items
      (list_key, position, block_key, section, message, role, name, tool_call_id, is_error)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
  `)
  const keyByHash = createBoundedMap<string, number>(REMEMBERED_BLOCKS)
  const listsByRun = createBoundedMap<number, readonly RememberedList[]>(REMEMBERED_ITEMS, itemsIn)

  function writeBlock(block: BlockRecord): number {
    const digest = hash('sha256', `${block.kind}\n${block.text}`, 'buffer')
    const name = digest.toString('base64')
    const known = keyByHash.get(name) ?? selectBlock.get(digest)
    const key = known ?? insertNewBlock(digest, block)
    keyByHash.set(name, key)
    return key
  }

  function insertNewBlock(digest: Uint8Array, block: BlockRecord): number {
    const bytes = Buffer.from(block.text)
    const { packing, content } = pack(bytes)
    return Number(insertBlock.run(digest, block.kind, bytes.length, packing, content).lastInsertRowid)
  }

  function writeList(runKey: number, items: readonly ItemRecord[]): number {
    const keys = items.map(item => writeBlock(item.block))
    const entries = items.map((item, index) => entryOf(item, keys[index]))
    const lists = listsByRun.get(runKey) ?? []
    const { list, length } = longestPrefix(lists, entries)
    const listKey = Number(
      insertList.run(runKey, list?.listKey ?? null, length, items.length).lastInsertRowid,
    )
    for (let position = length; position < items.length; position++) {
      writeItem(listKey, position, keys[position], items[position])
    }
    // The texts of the shared beginning are held once.
    const shared = [...(list?.entries.slice(0, length) ?? []), ...entries.slice(length)]
    listsByRun.set(runKey, [...lists.slice(1 - REMEMBERED_LISTS_PER_RUN), { listKey, entries: shared }])
    return listKey
  }

  function writeItem(listKey: number, position: number, key?: number, item?: ItemRecord): void {
    if (key === undefined || item === undefined) return
    const { section, message, role, name, toolCallId, isError } = item
    insertItem.run(listKey, position, key, section, message, role, name, toolCallId, isError ? 1 : 0)
  }

  return {
    writeBlock,
    writeList,
    /** After a rollback or a deletion, remembered keys may name rows that do not exist. */
    forget(): void {
      keyByHash.clear()
      listsByRun.clear()
    },
  }
}

function itemsIn(lists: readonly RememberedList[]): number {
  return lists.reduce((sum, list) => sum + list.entries.length, lists.length)
}

function entryOf(item: ItemRecord, blockKey: number | undefined): string {
  return `${blockKey}|${item.section}|${item.message}|${item.role}|${item.name}|${item.toolCallId}|${item.isError}`
}

function longestPrefix(lists: readonly RememberedList[], entries: readonly string[]) {
  let best: { list: RememberedList | undefined; length: number } = { list: undefined, length: 0 }
  for (const list of lists) {
    const length = sharedLength(list.entries, entries)
    if (length >= MIN_PREFIX_LENGTH && length >= best.length) best = { list, length }
  }
  return best
}

function sharedLength(left: readonly string[], right: readonly string[]): number {
  const end = Math.min(left.length, right.length)
  let length = 0
  while (length < end && left[length] === right[length]) length += 1
  return length
}
