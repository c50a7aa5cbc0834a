import { opendir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { ProblemError } from '#contract/problems.ts'
import type { WatchedFolder } from '#contract/watched-folder.ts'
import { errorCode } from '../../base/error-code.ts'
import type { WatchedFile } from '../../store/watched-files.ts'
import { NoTracesError, reasonOf } from '../import/file-bytes.ts'
import { PASSED_OVER, TRACE_NAMES } from '../import/find-files.ts'
import type { ImportThread } from '../import/import-thread.ts'
import type { KnownFiles } from './known-files.ts'
import { createReadQueue } from './read-queue.ts'
import { createTreeWatcher, type TreeWatcher } from './tree-watcher.ts'

/** How often a folder is looked for that is not there, or through where the system tells nothing. */
const LOOK_AGAIN_MS = 10_000

export interface FollowedFolder {
  view(): WatchedFolder
  close(): Promise<void>
}

export interface FollowOptions {
  readonly root: string
  readonly thread: ImportThread
  readonly known: KnownFiles
  readonly onChanged: () => void
}

/** Records the trace files of a folder, and what is added to them. */
export function followFolder({ root, thread, known, onChanged }: FollowOptions): FollowedFolder {
  const files = new Set<string>()
  let watcher: TreeWatcher | undefined
  let isBlind = false
  let failure: { readonly state: 'missing' | 'failed'; readonly reason: string } | undefined
  let newSpans = 0
  let lastReadAt: number | null = null
  let looking: NodeJS.Timeout | undefined
  let isClosed = false
  const queue = createReadQueue({ read: readChanges, onIdle: onChanged })
  let walking: Promise<void> = lookThrough()

  async function lookThrough(): Promise<void> {
    watcher ??= createTreeWatcher({
      root,
      onEvent: path => void visit(path),
      onBlind: () => {
        isBlind = true
      },
    })
    files.clear()
    try {
      await walk(root)
      failure = undefined
      for (const path of known.paths()) if (!files.has(path)) known.leave(path)
    } catch (error) {
      const isMissing = errorCode(error) === 'ENOENT'
      failure = { state: isMissing ? 'missing' : 'failed', reason: reasonOf(error) }
      watcher.close()
      watcher = undefined
    }
    onChanged()
    if (!isClosed && (failure !== undefined || isBlind)) {
      looking = setTimeout(() => {
        walking = lookThrough()
      }, LOOK_AGAIN_MS).unref()
    }
  }

  /** The newest files first: they are what somebody waits for. */
  async function walk(folder: string): Promise<void> {
    const seen = new Set<string>()
    const found: { readonly path: string; readonly modifiedMs: number }[] = []
    await walkInto(folder, seen, found)
    found.sort((a, b) => b.modifiedMs - a.modifiedMs)
    for (const { path } of found) queue.add(path)
  }

  async function walkInto(
    folder: string,
    seen: Set<string>,
    found: { path: string; modifiedMs: number }[],
  ): Promise<void> {
    watcher?.addFolder(folder)
    for await (const entry of await opendir(folder)) {
      if (isClosed) return
      const path = join(folder, entry.name)
      const isPassedOver = PASSED_OVER.has(entry.name) || (entry.isFile() && !TRACE_NAMES.test(entry.name))
      const info = isPassedOver ? undefined : await stat(path).catch(() => undefined)
      const id = `${info?.dev}:${info?.ino}`
      if (info === undefined || seen.has(id)) continue
      seen.add(id)
      if (info.isDirectory()) await walkInto(path, seen, found)
      else if (info.isFile() && TRACE_NAMES.test(entry.name)) {
        files.add(path)
        const before = known.of(path)
        if (before?.sizeBytes === info.size && before.modifiedMs === Math.trunc(info.mtimeMs)) continue
        found.push({ path, modifiedMs: info.mtimeMs })
      }
    }
  }

  async function visit(path: string): Promise<void> {
    if (isClosed) return
    const info = await stat(path).catch(() => undefined)
    if (info?.isDirectory() === true) {
      if (path !== root) await walk(path).catch(() => undefined)
    } else if (info?.isFile() === true) {
      if (TRACE_NAMES.test(path)) {
        files.add(path)
        queue.add(path)
        onChanged()
      }
    } else if (path === root) {
      walking = lookThrough()
    } else {
      watcher?.removeFolder(path)
      if (files.delete(path)) known.leave(path)
      if (!(await exists(root))) walking = lookThrough()
    }
  }

  async function readChanges(path: string): Promise<boolean> {
    const info = await stat(path, { bigint: true }).catch(() => undefined)
    if (info === undefined || isClosed) return true
    const inode = `${info.dev}:${info.ino}`
    const figures = { path, inode, sizeBytes: Number(info.size), modifiedMs: Number(info.mtimeMs) }
    const before = known.of(path) ?? known.byInode(inode)
    try {
      const name = relative(root, path)
      const { reading } = await thread.read({ kind: 'growing', name, path, known: placeOf(before) }).done
      newSpans += reading.newSpans
      lastReadAt = Date.now()
      onChanged()
      if (reading.place !== null) await known.remember({ ...figures, ...reading.place })
      return true
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code !== 'unreadable-file') return isClosed
      // Looked at again when it has changed.
      if (error instanceof NoTracesError) await remember({ ...figures, fingerprint: '', offset: 0, line: 1 })
      return true
    }
  }

  async function remember(file: WatchedFile): Promise<void> {
    await known.remember(file).catch(() => undefined)
  }

  return {
    view: () => ({
      path: root,
      state: failure?.state ?? (queue.isEmpty ? 'watching' : 'reading'),
      reason: failure?.reason ?? null,
      files: files.size,
      newSpans,
      lastReadAt,
    }),
    async close() {
      isClosed = true
      clearTimeout(looking)
      watcher?.close()
      await walking
      await queue.close()
    },
  }
}

function placeOf(file: WatchedFile | undefined) {
  return file === undefined || file.fingerprint === '' ? undefined : file
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined
}
