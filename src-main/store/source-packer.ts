import type { WritableDatabase } from './database.ts'
import { decodePack, encodePack } from './pack-format.ts'
import { PLAIN, WORTH_PACKING_BYTES } from './packing.ts'
import type { TextSource } from './text-source.ts'

/** Large enough to compress well, small enough to be read for the sake of one text. */
const FULL_PACK_BYTES = 128 * 1024
/** Fewer are left where they are: the next commit brings more, or the next telling of their spans. */
const MIN_PACK_BYTES = 16 * 1024
/** So many small texts make a pack too, and so many large ones are passed by without one. */
const MAX_PACK_ROWS = 4096

export interface PackRow {
  readonly packKey: number
  readonly lastKey: number
  /** Of its texts, before they were compressed. */
  readonly size: number
  readonly content: Buffer
}

interface WaitingRow {
  readonly key: number
  /** Null when the text is large: those are compressed on their own, and stay where they are. */
  readonly bytes: Buffer | null
}

type Texts = Map<number, Buffer>

/** Moves the texts of one table into packs. Call what it returns within a transaction. */
export function createSourcePacker(db: WritableDatabase, { source, table, key, owner }: TextSource) {
  const isSmall = `packing = ${PLAIN} and length(content) < ${WORTH_PACKING_BYTES}`
  const selectBefore = db.prepare<[number], PackRow>(/* sql */ `
    select pack_key as packKey, last_key as lastKey, size, content from packs
    where source = ${source} and last_key < ? order by last_key desc limit 1
  `)
  const selectRows = db.prepare<[number, number], WaitingRow>(/* sql */ `
    select ${key} as key, case when ${isSmall} then content end as bytes from ${table}
    where ${key} > ? and ${key} <= ? order by ${key}
  `)
  const deleteRows = db.prepare(`delete from ${table} where ${key} > ? and ${key} <= ? and ${isSmall}`)
  const insertPack = db.prepare(
    `insert into packs (source, last_key, size, content) values (${source}, ?, ?, ?)`,
  )
  const deletePack = db.prepare('delete from packs where pack_key = ?')
  const isWanted = db.prepare<[number], number>(`select 1 from ${owner} where ${key} = ?`).pluck()

  /** Makes a pack of what waits behind the last one, together with that one while it is small. */
  function packNext(): boolean {
    const last = selectBefore.get(Number.MAX_SAFE_INTEGER)
    const waiting = waitingAfter(last?.lastKey ?? 0, neededAfter(last))
    if (waiting === undefined) return false
    const grown = last !== undefined && last.size + waiting.size <= FULL_PACK_BYTES ? last : undefined
    replace(grown, { afterKey: last?.lastKey ?? 0, lastKey: waiting.lastKey }, waiting.texts)
    return true
  }

  /** Writes a pack again without what was deleted from it. */
  function clean(pack: PackRow): void {
    const afterKey = selectBefore.get(pack.lastKey)?.lastKey ?? 0
    const texts: Texts = new Map()
    // A row of its own is the newer telling of a text. A large one hides what the pack holds, and stays.
    for (const row of selectRows.iterate(afterKey, pack.lastKey)) {
      if (row.bytes !== null) texts.set(row.key, row.bytes)
    }
    replace(pack, { afterKey, lastKey: pack.lastKey }, texts)
  }

  function replace(
    pack: PackRow | undefined,
    { afterKey, lastKey }: { afterKey: number; lastKey: number },
    texts: Texts,
  ): void {
    const together = new Map([...(pack === undefined ? [] : wantedOf(pack)), ...texts])
    if (pack !== undefined) deletePack.run(pack.packKey)
    deleteRows.run(afterKey, lastKey)
    const inOrder = [...together].sort(([left], [right]) => left - right)
    if (inOrder.length === 0 && pack !== undefined) return
    const size = inOrder.reduce((sum, [, bytes]) => sum + bytes.length, 0)
    insertPack.run(lastKey, size, encodePack(inOrder))
  }

  function wantedOf(pack: PackRow): [number, Buffer][] {
    return [...decodePack(pack.content)].filter(([textKey]) => isWanted.get(textKey) !== undefined)
  }

  /** The texts behind a key, when there are enough of them. */
  function waitingAfter(afterKey: number, neededBytes: number) {
    const texts: Texts = new Map()
    let size = 0
    let lastKey = afterKey
    let rows = 0
    for (const row of selectRows.iterate(afterKey, Number.MAX_SAFE_INTEGER)) {
      if (row.bytes !== null) texts.set(row.key, row.bytes)
      size += row.bytes?.length ?? 0
      lastKey = row.key
      rows += 1
      if (size >= FULL_PACK_BYTES || rows === MAX_PACK_ROWS) break
    }
    return size >= neededBytes || rows === MAX_PACK_ROWS ? { texts, size, lastKey } : undefined
  }

  return { source, packNext, clean }
}

/** A pack is written again when it doubles: so no text is compressed more than a few times. */
function neededAfter(last: PackRow | undefined): number {
  if (last === undefined) return MIN_PACK_BYTES
  return Math.max(MIN_PACK_BYTES, Math.min(last.size, FULL_PACK_BYTES - last.size))
}
