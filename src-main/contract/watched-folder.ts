import { z } from 'zod'

/** A folder whose trace files are recorded as they grow. */
export const WatchedFolder = z.object({
  path: z.string(),
  state: z.enum(['reading', 'watching', 'missing', 'failed']),
  /** Where it is missing or failed: one sentence on why. */
  reason: z.string().nullable(),
  /** Trace files in it that are followed. */
  files: z.int(),
  newSpans: z.int().describe('Spans recorded from it since Runback started'),
  lastReadAt: z.number().nullable(),
})
export type WatchedFolder = z.infer<typeof WatchedFolder>

/** A folder that an agent of this machine writes its sessions to. */
export const FolderSuggestion = z.object({ path: z.string(), agent: z.string() })
export type FolderSuggestion = z.infer<typeof FolderSuggestion>
