import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'

/** How many spans a peer that keeps them in SQLite has committed. */
export function countRows(path: string): number {
  if (!existsSync(path)) return 0
  const db = new Database(path, { readonly: true })
  try {
    return Number(db.prepare('select count(*) from spans').pluck().get())
  } finally {
    db.close()
  }
}
