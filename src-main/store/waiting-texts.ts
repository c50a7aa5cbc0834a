import type { WritableDatabase } from './database.ts'
import { PLAIN, WORTH_PACKING_BYTES } from './packing.ts'
import type { TextSource } from './text-source.ts'

/** Large enough to compress well, small enough to be read for the sake of one text. */
export const FULL_PACK_BYTES = 128 * 1024
/** So many small texts make a pack too, and so many large ones are passed by without one. */
const MAX_PACK_ROWS = 4096
const NOTHING_SEEN = { afterKey: -1, throughKey: -1, size: 0, rows: 0 }

/** Large texts are compressed on their own, and stay where they are. */
export const IS_SMALL = `packing = ${PLAIN} and length(content) < ${WORTH_PACKING_BYTES}`

export type Texts = Map<number, Buffer>

interface SizeRow {
  readonly key: number
  readonly size: number
}

interface TextRow {
  readonly key: number
  /** Null when the text is large. */
  readonly bytes: Buffer | null
}

/** The texts of a table that have rows of their own. */
export function createWaitingTexts(db: WritableDatabase, { table, key }: TextSource) {
  const selectSizes = db.prepare<[number], SizeRow>(/* sql */ `
    select ${key} as key, iif(${IS_SMALL}, length(content), 0) as size from ${table}
    where ${key} > ? order by ${key} limit ${MAX_PACK_ROWS}
  `)
  const selectRows = db.prepare<[number, number], TextRow>(/* sql */ `
    select ${key} as key, iif(${IS_SMALL}, content, null) as bytes from ${table}
    where ${key} > ? and ${key} <= ? order by ${key}
  `)
  /** Each idle moment looks at what came since the one before. */
  let seen = NOTHING_SEEN

  return {
    areEnough(afterKey: number, neededBytes: number): boolean {
      if (seen.afterKey !== afterKey) seen = { afterKey, throughKey: afterKey, size: 0, rows: 0 }
      for (const row of selectSizes.iterate(seen.throughKey)) {
        const { size, rows } = seen
        seen = { afterKey, throughKey: row.key, size: size + row.size, rows: rows + 1 }
        if (seen.size >= FULL_PACK_BYTES) break
      }
      return seen.size >= neededBytes || seen.rows >= MAX_PACK_ROWS
    },
    /** The texts behind a key, up to a full pack of them, and the last key that was looked at. */
    take(afterKey: number): { readonly texts: Texts; readonly size: number; readonly lastKey: number } {
      seen = NOTHING_SEEN
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
      return { texts, size, lastKey }
    },
    between(afterKey: number, lastKey: number): Texts {
      const texts: Texts = new Map()
      for (const row of selectRows.iterate(afterKey, lastKey)) {
        if (row.bytes !== null) texts.set(row.key, row.bytes)
      }
      return texts
    },
  }
}
