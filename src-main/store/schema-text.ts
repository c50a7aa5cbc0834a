import Database from 'better-sqlite3'
import { migrations } from './migrations/index.ts'

/**
 * Whether a store has the tables it should have. What says that one has no such column is damaged when this is false,
 * and was asked for something that does not exist when it is true.
 */
export function hasWholeSchema(path: string): boolean {
  const fresh = new Database(':memory:')
  const stored = new Database(path, { readonly: true, fileMustExist: true })
  try {
    for (const sql of migrations) fresh.exec(sql)
    return schemaOf(fresh) === schemaOf(stored)
  } catch {
    return false
  } finally {
    fresh.close()
    stored.close()
  }
}

function schemaOf(db: Database.Database): string {
  return JSON.stringify(db.prepare('select type, name, sql from sqlite_schema order by type, name').all())
}
