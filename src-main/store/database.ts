import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { explainFailure } from './explain-failure.ts'
import { migrate, refuseFuture, schemaVersion } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { createNoticeQueries } from './notices.ts'

/** A connection that may write. There is one per store, in the ingest worker. */
export type WritableDatabase = Database.Database & { readonly __access: 'writable' }
export type ReadableDatabase = Database.Database & { readonly __access: 'readable' | 'writable' }

const BUSY_TIMEOUT_MS = 5_000
/** A log that begins anew gives back what is more. */
const KEPT_LOG_BYTES = 32 * 1024 * 1024

export interface WriteOptions {
  readonly durable: boolean
  readonly busyTimeoutMs?: number
}

export function openWritable(path: string, options: WriteOptions): WritableDatabase {
  return explainFailure(path, () => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const db = new Database(path, { timeout: options.busyTimeoutMs ?? BUSY_TIMEOUT_MS })
    prepareFile(db, path, options.durable)
    return db as WritableDatabase
  })
}

function prepareFile(db: Database.Database, path: string, durable: boolean): void {
  try {
    // Before anything is written to it.
    refuseFuture(db)
    chmodSync(path, 0o600)
    // Has to be said before the first table: free pages can then be given back.
    db.pragma('auto_vacuum = incremental')
    db.pragma('journal_mode = WAL')
    setDurability(db, durable)
    // Checkpoints run on a thread of their own, so that they do not delay an answer.
    db.pragma('wal_autocheckpoint = 0')
    db.pragma(`journal_size_limit = ${KEPT_LOG_BYTES}`)
    db.pragma('cache_size = -16384')
    db.pragma('temp_store = memory')
    migrate(db)
  } catch (error) {
    db.close()
    throw error
  }
}

export function openReadable(path: string): ReadableDatabase {
  return explainFailure(path, () => {
    const db = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS })
    db.pragma('mmap_size = 2147483648')
    refuseFuture(db)
    return db as ReadableDatabase
  })
}

/** Off, a process crash loses nothing and a power cut may lose the last moments; on, neither does. */
export function setDurability(db: Database.Database, durable: boolean): void {
  db.pragma(`synchronous = ${durable ? 'full' : 'normal'}`)
}

/** The schema of a store file; throws the problem that keeps it from being opened. */
export function storeSchema(path: string): number {
  const db = openReadable(path)
  try {
    return schemaVersion(db)
  } finally {
    db.close()
  }
}

/** What is to be told about a store that is not open here; nothing when it is too old to know. */
export function readNotices(path: string): string[] {
  const db = openReadable(path)
  try {
    if (schemaVersion(db) < migrations.length) return []
    return createNoticeQueries(db)
      .list()
      .map(({ message }) => message)
  } finally {
    db.close()
  }
}

/** Whether a store is there that a reader of this version understands. */
export function isUpToDate(path: string): boolean {
  return existsSync(path) && storeSchema(path) === migrations.length
}

export function sqliteVersion(): string {
  const db = new Database(':memory:')
  try {
    return String(db.prepare('select sqlite_version()').pluck().get())
  } finally {
    db.close()
  }
}
