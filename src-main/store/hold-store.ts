import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { explainFailure } from './explain-failure.ts'

export interface Hold {
  release(): void
}

/**
 * Makes this process the only owner of a data folder, or returns undefined when another one is.
 * A locked SQLite file does it: the operating system lets go of the lock when the process dies, however it dies.
 */
export function holdStore(dataDir: string): Hold | undefined {
  const path = join(dataDir, 'owner.lock')
  return explainFailure(path, () => {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    return lock(path)
  })
}

function lock(path: string): Hold | undefined {
  const db = new Database(path, { timeout: 0 })
  try {
    db.pragma('locking_mode = exclusive')
    db.exec('begin exclusive')
    return { release: () => db.close() }
  } catch (error) {
    db.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined
    throw error
  }
}
