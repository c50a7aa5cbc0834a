import { randomBytes } from 'node:crypto'
import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ProblemError } from '#contract/problems.ts'

/** An upload without a new part for this long is given up. */
const ABANDONED_MS = 10 * 60 * 1000
const MAX_UPLOADS = 16

interface Upload {
  readonly dir: string
  readonly path: string
  timer: NodeJS.Timeout
  /** Parts are appended in the order they came. */
  written: Promise<void>
}

export interface Uploads {
  /** Takes the next part. Without an id it begins an upload. */
  add(uploadId: string | undefined, bytes: Buffer): Promise<string>
  /** Hands the whole file over to whoever removes it. */
  take(uploadId: string): { readonly path: string; remove(): void }
  close(): Promise<void>
}

/** Files that come in parts, kept in temporary files until they are whole. */
export function createUploads(): Uploads {
  const uploads = new Map<string, Upload>()

  async function begin(): Promise<string> {
    if (uploads.size >= MAX_UPLOADS) {
      throw new ProblemError({ code: 'refused', reason: `${MAX_UPLOADS} uploads are under way already.` })
    }
    const uploadId = randomBytes(8).toString('hex')
    const dir = await mkdtemp(join(tmpdir(), 'runback-upload-'))
    const timer = setTimeout(() => void drop(uploadId), ABANDONED_MS).unref()
    uploads.set(uploadId, { dir, path: join(dir, 'file'), timer, written: Promise.resolve() })
    return uploadId
  }

  function find(uploadId: string): Upload {
    const upload = uploads.get(uploadId)
    if (upload !== undefined) return upload
    throw new ProblemError({ code: 'bad-request', issues: [`there is no upload ${uploadId}; begin again`] })
  }

  async function drop(uploadId: string): Promise<void> {
    const upload = uploads.get(uploadId)
    uploads.delete(uploadId)
    if (upload !== undefined) await rm(upload.dir, { recursive: true, force: true })
  }

  return {
    async add(given, bytes) {
      const uploadId = given ?? (await begin())
      const upload = find(uploadId)
      upload.timer.refresh()
      upload.written = upload.written.then(() => appendFile(upload.path, bytes, { mode: 0o600 }))
      await upload.written
      return uploadId
    },
    take(uploadId) {
      const { dir, path, timer } = find(uploadId)
      clearTimeout(timer)
      uploads.delete(uploadId)
      return { path, remove: () => void rm(dir, { recursive: true, force: true }) }
    },
    async close() {
      await Promise.all([...uploads.keys()].map(drop))
    },
  }
}
