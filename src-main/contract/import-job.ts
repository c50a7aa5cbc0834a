import { z } from 'zod'

/** What an import made of one file. */
export const ImportedFile = z.object({
  name: z.string(),
  /** The format it was read as. */
  format: z.string(),
  /** Spans in the file, whether or not they were recorded before. */
  spans: z.int(),
  newSpans: z.int().describe('Spans that were not recorded before'),
  logRecords: z.int(),
  dataPoints: z.int(),
  /** The first of them; `runCount` tells how many there are. */
  runIds: z.array(z.string()),
  runCount: z.int(),
  /** The first of them; `skippedCount` tells how many there are. */
  skipped: z.array(z.object({ line: z.int(), reason: z.string() })),
  skippedCount: z.int(),
})
export type ImportedFile = z.infer<typeof ImportedFile>

export const ImportJobState = z.enum(['queued', 'running', 'done', 'cancelled', 'failed'])
export type ImportJobState = z.infer<typeof ImportJobState>

/** Files and folders that are being imported, or were. */
export const ImportJob = z.object({
  jobId: z.string(),
  state: ImportJobState,
  /** What was asked for, as its sender called it. */
  names: z.array(z.string()),
  /** Unknown until the folders were looked through. */
  bytesTotal: z.number().nullable(),
  bytesRead: z.number(),
  filesTotal: z.int().nullable(),
  filesRead: z.int(),
  /** The file that is being read. */
  current: z.string().nullable(),
  spans: z.int(),
  newSpans: z.int(),
  skippedCount: z.int(),
  /** Files of the folders that hold no traces. */
  otherFiles: z.int(),
  /** The first of them; `filesRead` tells how many there are. */
  files: z.array(ImportedFile),
  /** The first files that could not be read, with one sentence on each; `failureCount` tells how many there are. */
  failures: z.array(z.object({ name: z.string(), reason: z.string() })),
  failureCount: z.int(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
})
export type ImportJob = z.infer<typeof ImportJob>
