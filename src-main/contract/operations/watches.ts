import { z } from 'zod'
import { FolderSuggestion, WatchedFolder } from '../watched-folder.ts'
import type { Operations } from './operation.ts'

const WatchedFolders = z.object({
  folders: z.array(WatchedFolder),
  suggestions: z.array(FolderSuggestion),
})

/** Folders that are followed as agents write to them. */
export const watchesOperations = {
  'watches.list': {
    summary:
      'The watched folders with what was read of them, and folders of coding agents that could be watched.',
    http: 'GET /watches',
    writes: false,
    isTool: false,
    params: z.object({}),
    result: WatchedFolders,
  },
  'watches.add': {
    summary: 'Watches a folder: records its trace files now, and what agents add to them later.',
    http: 'POST /watches',
    writes: true,
    isTool: false,
    params: z.object({ path: z.string().min(1).describe('Absolute path of a folder') }),
    result: WatchedFolders,
  },
  'watches.remove': {
    summary: 'Watches a folder no more. What was recorded stays.',
    http: 'POST /watches/removals',
    writes: true,
    isTool: false,
    params: z.object({ path: z.string().min(1) }),
    result: WatchedFolders,
  },
} as const satisfies Operations
