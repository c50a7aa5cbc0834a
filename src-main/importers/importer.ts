import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { Signal } from '../otlp/signal.ts'
import type { ImportedFile } from './imported-file.ts'

export type ImportedItem =
  | { readonly kind: 'span'; readonly line: number; readonly span: OtlpSpan }
  /** Log records or metrics: an export request in protobuf. */
  | { readonly kind: 'request'; readonly line: number; readonly signal: Signal; readonly bytes: Uint8Array }
  /** A piece that could not be read; the rest is. */
  | { readonly kind: 'skipped'; readonly line: number; readonly reason: string }

/** One foreign trace format. `sniff` looks at the head alone; `read` takes the file piece by piece where it can. */
export interface Importer {
  readonly name: string
  /** Whether a line can be understood without those before it, so that a file that grew is read from its old end. */
  readonly isLineByLine?: boolean
  /** Whether all of a file is in memory while it is read. */
  readonly holdsFile?: boolean
  sniff(file: ImportedFile): boolean
  read(file: ImportedFile): Iterable<ImportedItem>
}
