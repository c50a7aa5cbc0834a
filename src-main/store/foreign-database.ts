import { copyFileSync, existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'

/** A database of another program, to be read. */
export interface ForeignDatabase {
  readonly tables: ReadonlyMap<string, readonly string[]>
  rows(table: string): IterableIterator<Readonly<Record<string, unknown>>>
  close(): void
}

/**
 * Opens a copy of someone else's database, with what is still in its log, in a folder of ours. Even reading a
 * database in place would leave files beside it and make its owner wait.
 */
export function openForeignDatabase(path: string, folder: string): ForeignDatabase {
  const copy = join(folder, basename(path))
  // The log first: what is moved from it into the database meanwhile is then in both.
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`)
  copyFileSync(path, copy)
  const db = new Database(copy)
  db.pragma('query_only = on')
  const names = db
    .prepare<[], string>(`select name from sqlite_schema where type = 'table' order by name`)
    .pluck()
    .all()
  return {
    tables: new Map(names.map(name => [name, columnsOf(db, name)])),
    rows: table => db.prepare<[], Record<string, unknown>>(`select * from ${quoted(table)}`).iterate(),
    close: () => db.close(),
  }
}

function columnsOf(db: Database.Database, table: string): readonly string[] {
  return db.prepare<[string], string>('select name from pragma_table_info(?)').pluck().all(table)
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
