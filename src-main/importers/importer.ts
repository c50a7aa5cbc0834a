import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { ImportedFile } from './imported-file.ts'

export type ImportedItem =
  | { readonly kind: 'span'; readonly line: number; readonly span: OtlpSpan }
  /** A piece that could not be read; the rest is. */
  | { readonly kind: 'skipped'; readonly line: number; readonly reason: string }

/** One foreign trace format. `sniff` looks at the head alone; `read` takes the file piece by piece where it can. */
export interface Importer {
  readonly name: string
  sniff(file: ImportedFile): boolean
  read(file: ImportedFile): Iterable<ImportedItem>
}
