import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { ProblemError } from '#contract/problems.ts'
import { errorCode } from '../../base/error-code.ts'

const CHUNK_BYTES = 256 * 1024

/** A file that is open for reading. Read by chunks on the thread that parses, where waiting delays nobody. */
export interface FileBytes {
  readonly sizeBytes: number
  /** Identifies the file whatever it is called. */
  readonly inode: string
  /** At most so many bytes; fewer at the end of the file. */
  read(offset: number, length: number): Buffer
  chunks(from: number, until: number): Generator<Buffer>
  close(): void
}

export function openFileBytes(path: string, name: string): FileBytes {
  const file = explain(name, () => openSync(path, 'r'))
  const stat = fstatSync(file, { bigint: true })
  if (!stat.isFile()) {
    closeSync(file)
    throw unreadable(name, 'it is no file.')
  }

  function read(offset: number, length: number): Buffer {
    const buffer = Buffer.allocUnsafe(length)
    return explain(name, () => buffer.subarray(0, readSync(file, buffer, 0, length, offset)))
  }

  return {
    sizeBytes: Number(stat.size),
    inode: `${stat.dev}:${stat.ino}`,
    read,
    *chunks(from, until) {
      for (let offset = from; offset < until; ) {
        const chunk = read(offset, Math.min(CHUNK_BYTES, until - offset))
        if (chunk.length === 0) return
        offset += chunk.length
        yield chunk
      }
    },
    close: () => closeSync(file),
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file.',
  EACCES: 'this user may not read it.',
  EPERM: 'this user may not read it.',
  EISDIR: 'it is a folder.',
}

function explain<T>(name: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw unreadable(name, reasonOf(error), error)
  }
}

export function reasonOf(error: unknown): string {
  const code = errorCode(error)
  return (code && REASONS[code]) ?? (error instanceof Error ? `${error.message}.` : String(error))
}

/** A file that holds no traces: a failure where it was named, and nothing to tell within a folder. */
export class NoTracesError extends ProblemError {
  static of(name: string, reason: string): NoTracesError {
    return new NoTracesError({ code: 'unreadable-file', name, reason })
  }
}

export function unreadable(name: string, reason: string, cause?: unknown): ProblemError {
  return new ProblemError({ code: 'unreadable-file', name, reason }, { cause })
}
