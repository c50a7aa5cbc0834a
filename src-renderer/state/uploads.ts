import { create } from 'zustand'

/** A file that a browser is sending. */
export interface Upload {
  readonly key: number
  readonly name: string
  readonly sizeBytes: number
  readonly sentBytes: number
}

export const useUploads = create<{ readonly uploads: readonly Upload[] }>()(() => ({ uploads: [] }))

let lastKey = 0

export function noteUpload(
  name: string,
  sizeBytes: number,
  progress?: Pick<Upload, 'key' | 'sentBytes'>,
): number {
  if (progress === undefined) lastKey += 1
  const upload: Upload = { name, sizeBytes, ...(progress ?? { key: lastKey, sentBytes: 0 }) }
  useUploads.setState(({ uploads }) => ({
    uploads:
      progress === undefined
        ? [...uploads, upload]
        : uploads.map(each => (each.key === upload.key ? upload : each)),
  }))
  return upload.key
}

/** It has come to its end, or shall send no more. */
export function finishUpload(key: number): void {
  useUploads.setState(({ uploads }) => ({ uploads: uploads.filter(each => each.key !== key) }))
}

export function isCancelled(key: number): boolean {
  return !useUploads.getState().uploads.some(each => each.key === key)
}
