import { stat } from 'node:fs/promises'
import type { WatchedFolder } from '#contract/watched-folder.ts'
import { errorCode } from '../../base/error-code.ts'
import { reasonOf } from '../import/file-bytes.ts'
import { TRACE_NAMES } from '../import/find-files.ts'
import type { ImportThread } from '../import/import-thread.ts'
import type { KnownFiles } from './known-files.ts'
import { type ListedFile, listFolder } from './list-folder.ts'
import { readGrowing } from './read-growing.ts'
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

interface Following extends FollowOptions {
  readonly files: Set<string>
  readonly queue: ReturnType<typeof createReadQueue>
  watcher: TreeWatcher | undefined
  /** The operating system does not tell of everything in the folder. */
  isBlind: boolean
  isClosed: boolean
  hasLooked: boolean
  failure: Pick<WatchedFolder, 'state' | 'reason'> | undefined
  lookingAgain: NodeJS.Timeout | undefined
  looking: Promise<void>
}

/** Records the trace files of a folder, and what is added to them. */
export function followFolder(options: FollowOptions): FollowedFolder {
  const read = { newSpans: 0, lastReadAt: null as number | null }
  const onSpans = (newSpans: number) => {
    read.newSpans += newSpans
    read.lastReadAt = Date.now()
    options.onChanged()
  }
  const following: Following = {
    ...options,
    files: new Set(),
    queue: createReadQueue({
      read: path => readGrowing(path, { ...options, onSpans }),
      onIdle: options.onChanged,
    }),
    watcher: undefined,
    isBlind: false,
    isClosed: false,
    hasLooked: false,
    failure: undefined,
    lookingAgain: undefined,
    looking: Promise.resolve(),
  }
  lookThrough(following)
  return {
    view: () => ({
      path: options.root,
      state: following.hasLooked && following.queue.isEmpty ? 'watching' : 'reading',
      reason: null,
      ...following.failure,
      files: following.files.size,
      ...read,
    }),
    close: () => close(following),
  }
}

function lookThrough(following: Following): void {
  clearTimeout(following.lookingAgain)
  following.looking = following.looking.then(() => look(following))
}

async function look(following: Following): Promise<void> {
  const { root, files, known } = following
  if (following.isClosed) return
  following.watcher ??= createTreeWatcher({
    root,
    onEvent: path => void visit(following, path),
    onBlind: () => {
      following.isBlind = true
    },
  })
  files.clear()
  try {
    for (const file of await list(following, root)) addFile(following, file)
    following.failure = undefined
    for (const path of known.paths()) if (!files.has(path)) known.leave(path)
  } catch (error) {
    const state = errorCode(error) === 'ENOENT' ? 'missing' : 'failed'
    following.failure = { state, reason: reasonOf(error) }
    following.watcher.close()
    following.watcher = undefined
  }
  following.hasLooked = true
  following.onChanged()
  if (following.isClosed || (following.failure === undefined && !following.isBlind)) return
  following.lookingAgain = setTimeout(() => lookThrough(following), LOOK_AGAIN_MS).unref()
}

function list(following: Following, folder: string): Promise<ListedFile[]> {
  return listFolder(folder, {
    onFolder: path => following.watcher?.addFolder(path),
    isStopped: () => following.isClosed,
  })
}

function addFile({ files, known, queue }: Following, { path, info }: ListedFile): void {
  files.add(path)
  const before = known.of(path)
  const isAsBefore = before?.sizeBytes === info.size && before.modifiedMs === Math.trunc(info.mtimeMs)
  if (!isAsBefore) queue.add(path)
}

/** Something happened at this path. */
async function visit(following: Following, path: string): Promise<void> {
  const info = await stat(path).catch(() => undefined)
  if (following.isClosed) return
  if (info === undefined) await takeAway(following, path)
  else if (info.isFile() && TRACE_NAMES.test(path)) {
    following.files.add(path)
    following.queue.add(path)
    following.onChanged()
  } else if (info.isDirectory() && path !== following.root) {
    const files = await list(following, path).catch(() => [])
    for (const file of files) addFile(following, file)
  }
}

async function takeAway(following: Following, path: string): Promise<void> {
  const { root, files, known, watcher } = following
  watcher?.removeFolder(path)
  if (files.delete(path)) known.leave(path)
  const isRootThere = (await stat(root).catch(() => undefined)) !== undefined
  if (!isRootThere && following.failure === undefined) lookThrough(following)
}

async function close(following: Following): Promise<void> {
  following.isClosed = true
  clearTimeout(following.lookingAgain)
  following.watcher?.close()
  await following.looking
  await following.queue.close()
}
