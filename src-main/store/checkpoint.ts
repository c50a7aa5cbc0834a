import Database from 'better-sqlite3'

/** How many pages the log holds, and how many of them are in the store file already. */
export interface LogState {
  readonly pages: number
  readonly copiedPages: number
}

interface CheckpointRow {
  readonly log: number
  readonly checkpointed: number
}

export type CheckpointMode = 'noop' | 'passive' | 'truncate'

export function checkpoint(db: Database.Database, mode: CheckpointMode): LogState {
  // The pragma answers with one row.
  const [row] = db.pragma(`wal_checkpoint(${mode})`) as readonly CheckpointRow[]
  return { pages: row?.log ?? 0, copiedPages: row?.checkpointed ?? 0 }
}

/** A connection that only copies the log into the store file, while another writes on. */
export function openLogCopier(path: string) {
  const db = new Database(path, { fileMustExist: true })
  db.pragma('synchronous = normal')
  db.pragma('cache_size = 0')
  return { copy: (): LogState => checkpoint(db, 'passive'), close: (): void => void db.close() }
}
