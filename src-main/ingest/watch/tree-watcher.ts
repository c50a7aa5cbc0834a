import { type FSWatcher, watch } from 'node:fs'
import { join } from 'node:path'

export interface TreeWatcher {
  /** Call for each folder before it is listed, so that nothing which comes meanwhile is missed. */
  addFolder(path: string): void
  removeFolder(path: string): void
  close(): void
}

export interface TreeWatcherOptions {
  readonly root: string
  /** Something at this path was made, changed, renamed or removed. */
  readonly onEvent: (path: string) => void
  /** The operating system will not tell of everything: look for yourself from now on. */
  readonly onBlind: () => void
}

/** Hears of changes below a folder from the operating system, without looking at anything while nothing changes. */
export function createTreeWatcher(options: TreeWatcherOptions): TreeWatcher {
  // Linux has no watch for a whole tree; what Node makes of it there watches every single file.
  return process.platform === 'linux' ? watchFolders(options) : watchRoot(options)
}

function watchFolders({ onEvent, onBlind }: TreeWatcherOptions): TreeWatcher {
  const watchers = new Map<string, FSWatcher>()

  function removeFolder(path: string): void {
    watchers.get(path)?.close()
    watchers.delete(path)
  }

  return {
    addFolder(path) {
      if (watchers.has(path)) return
      const watcher = tryWatch(path, false, name => onEvent(name === null ? path : join(path, name)), onBlind)
      if (watcher === undefined) return
      watcher.on('error', () => removeFolder(path))
      watchers.set(path, watcher)
    },
    removeFolder(path) {
      for (const known of [...watchers.keys()]) {
        if (known === path || known.startsWith(join(path, '/'))) removeFolder(known)
      }
    },
    close() {
      for (const path of [...watchers.keys()]) removeFolder(path)
    },
  }
}

function watchRoot({ root, onEvent, onBlind }: TreeWatcherOptions): TreeWatcher {
  const watcher = tryWatch(root, true, name => onEvent(name === null ? root : join(root, name)), onBlind)
  watcher?.on('error', onBlind)
  return { addFolder: () => undefined, removeFolder: () => undefined, close: () => watcher?.close() }
}

/** Undefined where there are too many watches already, or the file system has none. */
function tryWatch(
  path: string,
  recursive: boolean,
  onName: (name: string | null) => void,
  onBlind: () => void,
): FSWatcher | undefined {
  try {
    return watch(path, { recursive, persistent: false }, (_event, name) => onName(name))
  } catch {
    onBlind()
    return undefined
  }
}
