import type { WatchedFile } from '../../store/watched-files.ts'
import type { Ingest } from '../start-ingest.ts'

/** How far files were read, here and in the store. */
export interface KnownFiles {
  of(path: string): WatchedFile | undefined
  /** The file under a name it had before. */
  byInode(inode: string): WatchedFile | undefined
  remember(file: WatchedFile): Promise<void>
  /** Keeps in mind what a file was that may only have got another name. */
  leave(path: string): void
  paths(): readonly string[]
}

export function createKnownFiles(stored: readonly WatchedFile[], ingest: Ingest): KnownFiles {
  const files = new Map(stored.map(file => [file.path, file]))
  const inodes = new Map(stored.map(file => [file.inode, file]))

  return {
    of: path => files.get(path),
    byInode: inode => inodes.get(inode),
    async remember(file) {
      files.set(file.path, file)
      inodes.set(file.inode, file)
      await ingest.ask({ kind: 'remember-watched-files', files: [file] })
    },
    leave(path) {
      // A store that cannot write now is asked again when the folder is looked through the next time.
      if (!files.delete(path)) return
      void ingest.ask({ kind: 'forget-watched-files', paths: [path] }).catch(() => undefined)
    },
    paths: () => [...files.keys()],
  }
}
