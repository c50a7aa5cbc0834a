import Database from 'better-sqlite3'
import type { ReadableDatabase } from './database.ts'
import { explainFailure } from './explain-failure.ts'
import { createRawQueries, type RawItem } from './raw-queries.ts'

export interface DamagedStore {
  /** The highest key of a span that was ever given. */
  readonly lastSpanKey: number
  /** Undefined when there is none; throws when it lies in a damaged page. */
  readSpan(spanKey: number): RawItem | undefined
  close(): void
}

/** Opens a store that was set aside, to read row by row what can still be read. Nothing is changed in it. */
export function openDamagedStore(path: string): DamagedStore {
  return explainFailure(path, () => {
    const db = new Database(path, { readonly: true, fileMustExist: true })
    try {
      const last = db.prepare<[], number>("select seq from sqlite_sequence where name = 'spans'").pluck()
      // It only reads, and asks nothing that a store of another version could answer otherwise.
      const raw = createRawQueries(db as ReadableDatabase)
      return { lastSpanKey: last.get() ?? 0, readSpan: raw.ofSpan, close: () => db.close() }
    } catch (error) {
      db.close()
      throw error
    }
  })
}
