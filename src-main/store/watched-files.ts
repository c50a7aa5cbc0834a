import type { WritableDatabase } from './database.ts'

/** How far a file of a watched folder was read, and what tells that it is still the same file. */
export interface WatchedFile {
  readonly path: string
  readonly inode: string
  readonly fingerprint: string
  readonly offset: number
  readonly line: number
  /** As of the last reading: a file with other figures has changed. */
  readonly sizeBytes: number
  readonly modifiedMs: number
}

export function createWatchedFiles(db: WritableDatabase) {
  const select = db.prepare<[], WatchedFile>(/* sql */ `
    select path, inode, fingerprint, offset, line, size_bytes as sizeBytes, modified_ms as modifiedMs
    from watched_files order by path
  `)
  const upsert = db.prepare<[WatchedFile]>(/* sql */ `
    insert or replace into watched_files (path, inode, fingerprint, offset, line, size_bytes, modified_ms)
    values (@path, @inode, @fingerprint, @offset, @line, @sizeBytes, @modifiedMs)
  `)
  const remove = db.prepare<[string]>('delete from watched_files where path = ?')
  return {
    list: (): readonly WatchedFile[] => select.all(),
    remember: db.transaction((files: readonly WatchedFile[]) => {
      for (const file of files) upsert.run(file)
    }),
    forget: db.transaction((paths: readonly string[]) => {
      for (const path of paths) remove.run(path)
    }),
  }
}
