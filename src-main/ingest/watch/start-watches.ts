import { stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve, sep } from 'node:path'
import type { FolderSuggestion, WatchedFolder } from '#contract/watched-folder.ts'
import type { ImportThread } from '../import/import-thread.ts'
import type { Ingest } from '../start-ingest.ts'
import { type FollowedFolder, followFolder } from './follow-folder.ts'
import { createKnownFiles } from './known-files.ts'

const RETRY_MS = 5_000

export interface Watches {
  /** An engine that lives for one command follows nothing. */
  start(folders: readonly string[]): Promise<void>
  /** Follows these folders from now on, and no others. */
  follow(folders: readonly string[]): Promise<void>
  list(): readonly WatchedFolder[]
  close(): Promise<void>
}

/** The folders that are recorded while agents write to them. */
export function startWatches(ingest: Ingest, thread: ImportThread, onChanged: () => void): Watches {
  const followed = new Map<string, FollowedFolder>()
  let changing: Promise<void> = Promise.resolve()
  let isStarted = false
  let retry: NodeJS.Timeout | undefined

  async function change(folders: readonly string[]): Promise<void> {
    const wanted = new Set(folders.map(folder => resolve(folder)))
    for (const [path, folder] of [...followed]) {
      if (wanted.has(path)) continue
      followed.delete(path)
      await folder.close()
    }
    const stored = await ingest.ask({ kind: 'list-watched-files' })
    const paths = stored
      .map(file => file.path)
      .filter(path => ![...wanted].some(root => isWithin(root, path)))
    if (paths.length > 0) await ingest.ask({ kind: 'forget-watched-files', paths })
    for (const root of wanted) {
      if (followed.has(root)) continue
      const known = createKnownFiles(
        stored.filter(file => isWithin(root, file.path)),
        ingest,
      )
      followed.set(root, followFolder({ root, thread, known, onChanged }))
    }
  }

  async function follow(folders: readonly string[]): Promise<void> {
    if (!isStarted) return
    clearTimeout(retry)
    changing = changing
      .then(() => change(folders))
      .catch(() => {
        // The store cannot say now how far the files were read.
        retry = setTimeout(() => void follow(folders), RETRY_MS).unref()
      })
    await changing
    onChanged()
  }

  return {
    async start(folders) {
      isStarted = true
      await follow(folders)
    },
    follow,
    list: () => [...followed.values()].map(folder => folder.view()),
    async close() {
      clearTimeout(retry)
      await changing
      await Promise.all([...followed.values()].map(folder => folder.close()))
    },
  }
}

function isWithin(root: string, path: string): boolean {
  return path.startsWith(root.endsWith(sep) ? root : root + sep)
}

/** Where coding agents of this machine keep their sessions, if they do. */
export async function suggestFolders(watched: readonly string[]): Promise<FolderSuggestion[]> {
  const home = homedir()
  const candidates: readonly FolderSuggestion[] = [
    { agent: 'Claude Code', path: join(process.env.CLAUDE_CONFIG_DIR || join(home, '.claude'), 'projects') },
    { agent: 'Codex', path: join(process.env.CODEX_HOME || join(home, '.codex'), 'sessions') },
    { agent: 'Gemini CLI', path: join(home, '.gemini', 'tmp') },
  ]
  const found = await Promise.all(
    candidates.map(async candidate => ({
      candidate,
      isThere: (await stat(candidate.path).catch(() => undefined))?.isDirectory() === true,
    })),
  )
  return found
    .filter(({ candidate, isThere }) => isThere && !watched.includes(candidate.path))
    .map(({ candidate }) => candidate)
}
