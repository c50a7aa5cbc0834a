import { createBoundedMap } from './bounded-map.ts'
import type { ReadableDatabase, WritableDatabase } from './database.ts'
import type { CallDetails } from './records.ts'
import { createTextReader } from './text-reader.ts'
import { callTexts, createTextWriter } from './text-source.ts'
import { type PackedUsage, packUsage, unpackUsage } from './usage-json.ts'

const REMEMBERED_BASES = 4096

/** What the text of a call holds. The words on its cost are elsewhere: they change when prices do. */
export type StoredDetails = Omit<CallDetails, 'costBasis'>

type PackedDetails = Omit<StoredDetails, 'usage'> & { readonly usage: PackedUsage }

export function createCallDetailsWriter(db: WritableDatabase) {
  const writeText = createTextWriter(db, callTexts)
  return (spanKey: number, { costBasis: _, ...details }: CallDetails): void => {
    const packed: PackedDetails = { ...details, usage: packUsage(details.usage) }
    writeText(spanKey, Buffer.from(JSON.stringify(packed)))
  }
}

/** A call that is deleted meanwhile has none. */
export function createCallDetailsReader(
  db: ReadableDatabase,
): (spanKey: number) => StoredDetails | undefined {
  const readText = createTextReader(db, callTexts)
  return spanKey => {
    const text = readText(spanKey)
    if (text === undefined) return undefined
    const { usage, ...details }: PackedDetails = JSON.parse(text.toString())
    return { ...details, usage: unpackUsage(usage) }
  }
}

/** Keys of the sentences that say where costs come from: few sentences, said of very many calls. */
export function createBasisWriter(db: WritableDatabase) {
  const select = db.prepare<[string], number>('select basis_key from cost_bases where basis = ?').pluck()
  const insert = db.prepare('insert into cost_bases (basis) values (?)')
  const keys = createBoundedMap<string, number>(REMEMBERED_BASES)
  return {
    keyOf(basis: string): number {
      const key = keys.get(basis) ?? select.get(basis) ?? Number(insert.run(basis).lastInsertRowid)
      keys.set(basis, key)
      return key
    },
    /** After a rollback, remembered keys may name rows that do not exist. */
    forget: keys.clear,
  }
}
