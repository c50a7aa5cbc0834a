import { basename } from 'node:path'
import type { ImportedFile, ImportJob } from '#contract/import-job.ts'
import type { Ingest } from '../start-ingest.ts'
import { createImportJobs } from './import-jobs.ts'
import type { Batch, BatchOutcome } from './import-messages.ts'
import { createImportThread, type ImportThread } from './import-thread.ts'
import { toImportedFile } from './run-job.ts'
import { createUploads } from './uploads.ts'

export interface Imports extends Pick<ReturnType<typeof createImportJobs>, 'list' | 'get' | 'cancel'> {
  readonly thread: ImportThread
  start(paths: readonly string[]): ImportJob
  /** Records a file whose text is here, before anything that waits in line. */
  importText(name: string, text: string): Promise<ImportedFile>
  importFile(name: string, path: string): Promise<ImportedFile>
  upload(part: UploadPart): Promise<{ readonly uploadId: string; readonly job: ImportJob | null }>
  close(): Promise<void>
}

export interface UploadPart {
  readonly name: string
  readonly uploadId?: string | undefined
  readonly bytes: Buffer
  readonly isLast: boolean
}

/** Everything that records files. They are parsed on a thread of their own and written by ingest, piece by piece. */
export function startImports(ingest: Ingest, onChanged: (jobId: string) => void): Imports {
  const thread = createImportThread(batch => write(ingest, batch))
  const jobs = createImportJobs(thread, onChanged)
  const uploads = createUploads()

  return {
    thread,
    list: jobs.list,
    get: jobs.get,
    cancel: jobs.cancel,
    start: paths => jobs.start(paths.map(path => ({ path, name: basename(path) }))),
    async importText(name, text) {
      const { reading } = await thread.read({ kind: 'text', name, text }).done
      return toImportedFile(name, reading)
    },
    async importFile(name, path) {
      const { reading } = await thread.read({ kind: 'path', name, path }).done
      return toImportedFile(name, reading)
    },
    async upload({ name, uploadId: given, bytes, isLast }) {
      const uploadId = await uploads.add(given, bytes)
      if (!isLast) return { uploadId, job: null }
      const { path, remove } = uploads.take(uploadId)
      return { uploadId, job: jobs.start([{ path, name }], remove) }
    },
    async close() {
      await jobs.close()
      await uploads.close()
      await thread.close()
    },
  }
}

function write(ingest: Ingest, { request }: Batch): Promise<BatchOutcome> {
  const { buffer } = request.bytes
  const isOwn = buffer instanceof ArrayBuffer && buffer.byteLength === request.bytes.byteLength
  return ingest.ask({ kind: 'import', request }, isOwn ? [buffer] : [])
}
