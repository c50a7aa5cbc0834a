import { z } from 'zod'
import { ImportedFile, ImportJob } from '../import-job.ts'
import type { Operations } from './operation.ts'

const JobId = z.string().regex(/^[0-9a-f]{16}$/, 'a job id is 16 hex digits')

/** Runs that come as files. */
export const importsOperations = {
  'imports.create': {
    summary: 'Records the runs of a trace file whose text is given. The same file twice changes nothing.',
    http: 'POST /imports',
    writes: true,
    isTool: false,
    params: z.object({
      name: z.string().min(1).describe('The file name, for messages'),
      text: z.string().describe('The content of the file'),
    }),
    result: ImportedFile,
  },
  'imports.start': {
    summary:
      'Begins to record the runs of files and folders of this machine, which are read from disk. Answers at once; imports.get tells how far it is.',
    http: 'POST /imports/jobs',
    writes: true,
    isTool: false,
    params: z.object({
      paths: z.array(z.string().min(1)).min(1).max(1000).describe('Absolute paths of files and folders'),
    }),
    result: ImportJob,
  },
  'imports.upload': {
    summary:
      'Takes a file of any size in parts, and begins to record its runs with the last part. The first answer names the upload.',
    http: 'POST /imports/uploads',
    writes: true,
    isTool: false,
    params: z.object({
      name: z.string().min(1).max(500),
      uploadId: JobId.optional().describe('Names the upload from its second part on'),
      base64: z
        .string()
        .max(32 * 1024 * 1024)
        .describe('The next bytes of the file'),
      isLast: z.boolean(),
    }),
    result: z.object({ uploadId: JobId, job: ImportJob.nullable() }),
  },
  'imports.list': {
    summary: 'Imports that run or wait, and the last that ended.',
    http: 'GET /imports/jobs',
    writes: false,
    isTool: false,
    params: z.object({}),
    result: z.object({ jobs: z.array(ImportJob) }),
  },
  'imports.get': {
    summary: 'One import: how far it is, or what became of it.',
    http: 'GET /imports/jobs/{jobId}',
    writes: false,
    isTool: false,
    params: z.object({ jobId: JobId }),
    result: ImportJob,
  },
  'imports.cancel': {
    summary: 'Stops an import. What it recorded until then stays.',
    http: 'DELETE /imports/jobs/{jobId}',
    writes: true,
    isTool: false,
    params: z.object({ jobId: JobId }),
    result: ImportJob,
  },
} as const satisfies Operations
