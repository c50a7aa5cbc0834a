import { call } from '../api/call.ts'
import { pathOf } from '../api/path-of.ts'
import { showToast } from '../state/toasts.ts'
import { finishUpload, isCancelled, noteUpload } from '../state/uploads.ts'
import { describeFailure } from './describe-failure.ts'

const PART_BYTES = 4 * 1024 * 1024

/** Records trace files. Where the host may read them from disk it does; a browser sends them in parts. */
export async function importFiles(files: readonly File[]): Promise<void> {
  const located = files.map(file => ({ file, path: pathOf(file) }))
  const paths = located.flatMap(({ path }) => (path === null ? [] : [path]))
  try {
    if (paths.length > 0) await call('imports.start', { paths })
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
  }
  for (const { file, path } of located) if (path === null) await upload(file)
}

async function upload(file: File): Promise<void> {
  const key = noteUpload(file.name, file.size)
  try {
    let uploadId: string | undefined
    for (let start = 0; start === 0 || start < file.size; start += PART_BYTES) {
      if (isCancelled(key)) return
      const end = Math.min(file.size, start + PART_BYTES)
      const base64 = toBase64(await file.slice(start, end).bytes())
      const part = { name: file.name, base64, isLast: end === file.size }
      const answer = await call('imports.upload', uploadId === undefined ? part : { ...part, uploadId })
      uploadId = answer.uploadId
      noteUpload(file.name, file.size, { key, sentBytes: end })
    }
  } catch (error) {
    showToast({ tone: 'bad', text: `${file.name}: ${describeFailure(error)}` })
  } finally {
    finishUpload(key)
  }
}

/** Within the few megabytes of a part, and by pieces that fit the arguments of a call. */
function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x80_00) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x80_00))
  }
  return btoa(text)
}

export async function cancelImport(jobId: string): Promise<void> {
  try {
    await call('imports.cancel', { jobId })
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
  }
}
