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
 * `waitMs` is for whoever may meet another process that only looks whether the folder is taken.
 */
export function holdStore(dataDir: string, waitMs = 0): Hold | undefined {
  const path = join(dataDir, 'owner.lock')
  return explainFailure(path, () => {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    return lock(path, waitMs)
  })
}

function lock(path: string, waitMs: number): Hold | undefined {
  const db = new Database(path, { timeout: waitMs })
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
