import type { OtlpSpan } from '../otlp/otlp-span.ts'

export interface ImportedFile {
  readonly name: string
  readonly text: string
}

export type ImportedItem =
  | { readonly kind: 'span'; readonly line: number; readonly span: OtlpSpan }
  /** A piece that could not be read; the rest is. */
  | { readonly kind: 'skipped'; readonly line: number; readonly reason: string }

/** One foreign trace format. `sniff` must be cheap. */
export interface Importer {
  readonly name: string
  sniff(file: ImportedFile): boolean
  read(file: ImportedFile): Iterable<ImportedItem>
}
