import type { Problem, Reply } from '#contract/problems.ts'
import type { ExportRequest } from '../../otlp/accept.ts'
import type { FilePlace } from './trace-file.ts'

/** A file for the import thread to read. */
export type ImportSource =
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'path'; readonly name: string; readonly path: string }
  /** A file that may have grown since it was read up to a place. */
  | {
      readonly kind: 'growing'
      readonly name: string
      readonly path: string
      readonly known: KnownFile | undefined
    }

/** How far a growing file was read, and what tells that it is still the same file. */
export interface KnownFile {
  readonly inode: string
  readonly fingerprint: string
  readonly offset: number
  readonly line: number
}

/** What a batch became in the store. */
export interface BatchOutcome {
  readonly items: number
  /** Spans that were not there before. */
  readonly newSpans: number
  readonly runIds: readonly string[]
  readonly rejected: number
  readonly message: string
}

export interface Batch {
  readonly request: ExportRequest
  /** The last line it is from. */
  readonly line: number
}

export interface SkippedLine {
  readonly line: number
  readonly reason: string
}

/** What was read of a file, besides what became of its batches. */
export interface FileReading {
  readonly format: string
  readonly spans: number
  readonly logRecords: number
  readonly dataPoints: number
  readonly newSpans: number
  readonly runIds: readonly string[]
  readonly runCount: number
  readonly skipped: readonly SkippedLine[]
  readonly skippedCount: number
  /** Where the reading of a growing file stopped. */
  readonly place: (FilePlace & Pick<KnownFile, 'inode' | 'fingerprint'>) | null
}

export type ToImportThread =
  | {
      readonly kind: 'read'
      readonly readId: number
      readonly source: ImportSource
      /** Set from the other side at any time, also while a file is being parsed. */
      readonly stop: SharedArrayBuffer
    }
  | { readonly kind: 'written'; readonly readId: number; readonly reply: Reply<BatchOutcome> }

export type FromImportThread =
  | { readonly kind: 'batch'; readonly readId: number; readonly batch: Batch }
  | { readonly kind: 'progress'; readonly readId: number; readonly bytesRead: number }
  | { readonly kind: 'end'; readonly readId: number; readonly end: ReadEnd }

export type ReadEnd =
  | { readonly kind: 'read'; readonly reading: FileReading }
  /** What was committed until then stays. */
  | { readonly kind: 'stopped'; readonly reading: FileReading }
  | { readonly kind: 'failed'; readonly problem: Problem }
  /** It can be read, and holds no traces. */
  | { readonly kind: 'no-traces'; readonly problem: Problem }
  /** A bug, told as one. */
  | { readonly kind: 'fault'; readonly message: string }
