import { join } from 'node:path'
import Database from 'better-sqlite3'
import { removeDir, tempDir } from '../temp-dirs.ts'

/** An empty database as a plain program would set it up: WAL, and SQLite's own checkpoints. */
export function withRawDatabase<Value>(
  synchronous: 'normal' | 'full',
  use: (db: Database.Database) => Value,
): Value {
  const dir = tempDir()
  const db = new Database(join(dir, 'raw.db'))
  try {
    db.pragma('journal_mode = WAL')
    db.pragma(`synchronous = ${synchronous}`)
    db.pragma('cache_size = -65536')
    return use(db)
  } finally {
    db.close()
    removeDir(dir)
  }
}
