import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { ProblemError } from '#contract/problems.ts'

export const MAX_FILE_BYTES = 64 * 1024 * 1024

export interface TraceFile {
  readonly name: string
  readonly text: string
}

/** The text of a file the user opened; what it means is for the engine to say. */
export async function readTraceFile(path: string): Promise<TraceFile> {
  const name = basename(path)
  const info = await stat(path).catch((cause: unknown) => unreadable(name, 'it is not there', cause))
  if (!info.isFile()) return unreadable(name, 'it is not a file')
  if (info.size > MAX_FILE_BYTES) return unreadable(name, 'it is larger than 64 MiB')
  const text = await readFile(path, 'utf8').catch((cause: unknown) =>
    unreadable(name, 'it may not be read', cause),
  )
  return { name, text }
}

function unreadable(name: string, reason: string, cause?: unknown): never {
  throw new ProblemError({ code: 'unreadable-file', name, reason }, { cause })
}
