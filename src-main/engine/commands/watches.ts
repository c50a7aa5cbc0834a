import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { ResultOf } from '#contract/operations.ts'
import { ProblemError } from '#contract/problems.ts'
import type { WatchedFolder } from '#contract/watched-folder.ts'
import { suggestFolders } from '../../ingest/watch/start-watches.ts'
import type { EngineParts } from '../engine-parts.ts'
import type { CommandHandlersOf } from './command-handlers-of.ts'
import { requireAbsolute } from './imports.ts'

export const watchCommands: CommandHandlersOf<'watches.list' | 'watches.add' | 'watches.remove'> = {
  'watches.list': listWatches,
  async 'watches.add'(parts, { path: given }) {
    requireAbsolute([given])
    const path = resolve(given)
    if (!(await isFolder(path))) {
      throw new ProblemError({ code: 'refused', reason: `There is no folder ${path}.` })
    }
    return changeFolders(parts, folders => [...folders.filter(folder => folder !== path), path])
  },
  'watches.remove': (parts, { path }) =>
    changeFolders(parts, folders => {
      const rest = folders.filter(folder => folder !== resolve(path))
      if (rest.length < folders.length) return rest
      throw new ProblemError({ code: 'refused', reason: `${path} is not watched.` })
    }),
}

async function listWatches({ watches, queries }: EngineParts): Promise<ResultOf<'watches.list'>> {
  const { watchedFolders } = await queries.query('settings.get', {})
  const followed = new Map(watches.list().map(folder => [folder.path, folder]))
  const folders = watchedFolders.map(path => followed.get(path) ?? notYetFollowed(path))
  return { folders, suggestions: await suggestFolders(watchedFolders) }
}

function notYetFollowed(path: string): WatchedFolder {
  return { path, state: 'reading', reason: null, files: 0, newSpans: 0, lastReadAt: null }
}

async function changeFolders(
  parts: EngineParts,
  change: (folders: readonly string[]) => string[],
): Promise<ResultOf<'watches.list'>> {
  const { watchedFolders } = await parts.queries.query('settings.get', {})
  const settings = await parts.ingest.ask({
    kind: 'change-settings',
    change: { watchedFolders: change(watchedFolders) },
  })
  parts.announcements.announce({ type: 'settings-changed' })
  void parts.watches.follow(settings.watchedFolders)
  return listWatches(parts)
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true
}
