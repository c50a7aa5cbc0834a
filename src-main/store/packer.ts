import type { WritableDatabase } from './database.ts'
import { createFreePages } from './free-pages.ts'
import { decodePack, encodePack, type PackedText } from './pack-format.ts'
import { PLAIN, WORTH_PACKING_BYTES } from './packing.ts'
import { type TextSource, textSources } from './text-source.ts'

/** Large enough to compress well, small enough to be read for the sake of one text. */
const PACK_BYTES = 128 * 1024
/** So many small texts make a pack too, and so many large ones are passed by without one. */
const PACK_ROWS = 4096

interface WaitingRow {
  readonly key: number
  /** Null when the text is large: those are compressed on their own, and stay where they are. */
  readonly bytes: Buffer | null
}

/** Keeps the store dense when nothing else is to be done, some milliseconds at a time. */
export function createPacker(db: WritableDatabase) {
  const sources = textSources.map(source => createSourcePacker(db, source))
  const freePages = createFreePages(db)
  const rewriters = new Map(sources.map(each => [each.source, each.rewrite]))
  const selectDead = db.prepare<[], PackRow>(/* sql */ `
    select pack_key as packKey, source, last_key as lastKey, content from packs where dead > 0
    order by pack_key limit 1
  `)
  const rewriteOne = db.transaction((): boolean => {
    const pack = selectDead.get()
    if (pack !== undefined) rewriters.get(pack.source)?.(pack)
    return pack !== undefined
  })

  return {
    /** Takes what was deleted out of a pack, or packs some texts, or shrinks the file; true when more may be waiting. */
    packSome: (): boolean =>
      rewriteOne.immediate() || sources.some(source => source.pack.immediate()) || freePages.returnSome(),
  }
}

interface PackRow {
  readonly packKey: number
  readonly source: number
  readonly lastKey: number
  readonly content: Buffer
}

function createSourcePacker(db: WritableDatabase, { source, table, key, owner }: TextSource) {
  const isSmall = `packing = ${PLAIN} and length(content) < ${WORTH_PACKING_BYTES}`
  const selectLast = db
    .prepare<[number], number>(
      `select coalesce(max(last_key), 0) from packs where source = ${source} and last_key < ?`,
    )
    .pluck()
  const selectRows = db.prepare<[number, number], WaitingRow>(/* sql */ `
    select ${key} as key, case when ${isSmall} then content end as bytes from ${table}
    where ${key} > ? and ${key} <= ? order by ${key}
  `)
  const deleteRows = db.prepare(`delete from ${table} where ${key} > ? and ${key} <= ? and ${isSmall}`)
  const insertPack = db.prepare(`insert into packs (source, last_key, content) values (${source}, ?, ?)`)
  const deletePack = db.prepare('delete from packs where pack_key = ?')
  const isWanted = db.prepare<[number], number>(`select 1 from ${owner} where ${key} = ?`).pluck()

  /** The texts behind the last pack, when there are enough of them for another one. */
  function waitingTexts(afterKey: number): readonly WaitingRow[] | undefined {
    const rows: WaitingRow[] = []
    let size = 0
    for (const row of selectRows.iterate(afterKey, Number.MAX_SAFE_INTEGER)) {
      rows.push(row)
      size += row.bytes?.length ?? 0
      if (size >= PACK_BYTES || rows.length === PACK_ROWS) return rows
    }
    return undefined
  }

  function replaceRows(afterKey: number, lastKey: number, texts: readonly PackedText[]): void {
    deleteRows.run(afterKey, lastKey)
    insertPack.run(lastKey, encodePack(texts))
  }

  const pack = db.transaction((): boolean => {
    const afterKey = selectLast.get(Number.MAX_SAFE_INTEGER) ?? 0
    const rows = waitingTexts(afterKey)
    const lastKey = rows?.at(-1)?.key
    if (rows === undefined || lastKey === undefined) return false
    replaceRows(afterKey, lastKey, rows.filter(hasBytes))
    return true
  })

  function rewrite({ packKey, lastKey, content }: PackRow): void {
    const afterKey = selectLast.get(lastKey) ?? 0
    const texts = new Map<number, Buffer>()
    for (const [textKey, bytes] of decodePack(content)) {
      if (isWanted.get(textKey) !== undefined) texts.set(textKey, bytes)
    }
    // A row of its own is the newer telling of a text.
    for (const row of selectRows.all(afterKey, lastKey)) {
      if (hasBytes(row)) texts.set(row.key, row.bytes)
      else texts.delete(row.key)
    }
    deletePack.run(packKey)
    const inOrder = [...texts].sort(([left], [right]) => left - right)
    if (inOrder.length > 0) {
      replaceRows(
        afterKey,
        lastKey,
        inOrder.map(([textKey, bytes]) => ({ key: textKey, bytes })),
      )
    }
  }

  return { source, pack, rewrite }
}

function hasBytes(row: WaitingRow): row is { readonly key: number; readonly bytes: Buffer } {
  return row.bytes !== null
}
