import { onBuffersLetGo } from '../base/collect-garbage.ts'
import type { WritableDatabase } from './database.ts'
import { decodePack, encodePack } from './pack-format.ts'
import type { TextSource } from './text-source.ts'
import { createWaitingTexts, FULL_PACK_BYTES, IS_SMALL, type Texts } from './waiting-texts.ts'

/** Fewer are left where they are: the next commit brings more, or the next telling of their spans. */
const MIN_PACK_BYTES = 16 * 1024

export interface PackRow {
  readonly packKey: number
  readonly lastKey: number
  /** Of its texts, before they were compressed. */
  readonly size: number
  readonly content: Buffer
}

interface KeyRange {
  readonly afterKey: number
  readonly lastKey: number
}

/** Moves the texts of one table into packs. Call what it returns within a transaction. */
export function createSourcePacker(db: WritableDatabase, textSource: TextSource) {
  const { source, table, key, owner } = textSource
  const waiting = createWaitingTexts(db, textSource)
  const selectBefore = db.prepare<[number], PackRow>(/* sql */ `
    select pack_key as packKey, last_key as lastKey, size, content from packs
    where source = ${source} and last_key < ? order by last_key desc limit 1
  `)
  const deleteRows = db.prepare(`delete from ${table} where ${key} > ? and ${key} <= ? and ${IS_SMALL}`)
  const insertPack = db.prepare(
    `insert into packs (source, last_key, size, content) values (${source}, ?, ?, ?)`,
  )
  const deletePack = db.prepare('delete from packs where pack_key = ?')
  const isWanted = db.prepare<[number], number>(`select 1 from ${owner} where ${key} = ?`).pluck()

  /** Makes a pack of what waits behind the last one, together with that one while it is small. */
  function packNext(): boolean {
    const last = selectBefore.get(Number.MAX_SAFE_INTEGER)
    const afterKey = last?.lastKey ?? 0
    if (!waiting.areEnough(afterKey, neededAfter(last))) return false
    const { texts, size, lastKey } = waiting.take(afterKey)
    // What was seen may have been deleted since.
    if (lastKey === afterKey) return false
    const grown = last !== undefined && last.size + size <= FULL_PACK_BYTES ? last : undefined
    replace(grown, { afterKey, lastKey }, texts)
    return true
  }

  /** Writes a pack again without what was deleted from it. */
  function clean(pack: PackRow): void {
    const { lastKey } = pack
    const afterKey = selectBefore.get(lastKey)?.lastKey ?? 0
    // A row of its own is the newer telling of a text.
    replace(pack, { afterKey, lastKey }, waiting.between(afterKey, lastKey))
  }

  function replace(pack: PackRow | undefined, { afterKey, lastKey }: KeyRange, texts: Texts): void {
    const together = new Map([...(pack === undefined ? [] : wantedOf(pack)), ...texts])
    if (pack !== undefined) deletePack.run(pack.packKey)
    deleteRows.run(afterKey, lastKey)
    const inOrder = [...together].sort(([left], [right]) => left - right)
    if (inOrder.length === 0 && pack !== undefined) return
    const size = inOrder.reduce((sum, [, bytes]) => sum + bytes.length, 0)
    insertPack.run(lastKey, size, encodePack(inOrder))
    // The rows, and the whole that they were put together to.
    onBuffersLetGo(2 * size)
  }

  function wantedOf(pack: PackRow): [number, Buffer][] {
    return [...decodePack(pack.content)].filter(([textKey]) => isWanted.get(textKey) !== undefined)
  }

  return { source, packNext, clean }
}

/** A pack is written again when it doubles: so no text is compressed more than a few times. */
function neededAfter(last: PackRow | undefined): number {
  if (last === undefined) return MIN_PACK_BYTES
  return Math.max(MIN_PACK_BYTES, Math.min(last.size, FULL_PACK_BYTES - last.size))
}
