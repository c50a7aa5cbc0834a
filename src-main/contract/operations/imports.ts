import { z } from 'zod'
import type { Operations } from './operation.ts'

const ImportedFile = z.object({
  name: z.string(),
  spans: z.int(),
  runIds: z.array(z.string()),
  /** The first of them; `skippedCount` tells how many there are. */
  skipped: z.array(z.object({ line: z.int(), reason: z.string() })),
  skippedCount: z.int(),
})

/** Runs that come as files. */
export const importsOperations = {
  'imports.create': {
    summary: 'Records the runs of a trace file. The same file twice changes nothing.',
    http: 'POST /imports',
    writes: true,
    params: z.object({
      name: z.string().min(1).describe('The file name, for messages'),
      text: z.string().describe('The content of the file'),
    }),
    result: ImportedFile,
  },
} as const satisfies Operations
