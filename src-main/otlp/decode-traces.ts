import { decodeExport } from './decode-export.ts'
import type { OtlpOrigin, OtlpSpan } from './otlp-span.ts'
import { type DecodedItem, readSpan } from './read-span.ts'
import { createDecoding } from './read-value.ts'
import { createReader } from './wire-reader.ts'

export type { DecodedItem } from './read-span.ts'

/** The spans of an ExportTraceServiceRequest; a bad one costs itself. */
export function decodeTraces(bytes: Uint8Array): Generator<DecodedItem, void, undefined> {
  return decodeExport(bytes, readSpan)
}

/** Reads one stored Span message again. */
export function decodeSpanWire(wire: Uint8Array, origin: OtlpOrigin): OtlpSpan | undefined {
  const item = readSpan(createReader(wire), createDecoding(), origin)
  return item.kind === 'span' ? item.span : undefined
}
