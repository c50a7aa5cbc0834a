import { decodeExport } from './decode-export.ts'
import type { OtlpLog } from './otlp-log.ts'
import type { OtlpOrigin } from './otlp-span.ts'
import { type DecodedLog, readLog } from './read-log.ts'
import { createDecoding } from './read-value.ts'
import { createReader } from './wire-reader.ts'

/** The log records of an ExportLogsServiceRequest; a bad one costs itself. */
export function decodeLogs(bytes: Uint8Array): Generator<DecodedLog, void, undefined> {
  return decodeExport(bytes, readLog)
}

/** Reads one stored LogRecord message again. */
export function decodeLogWire(wire: Uint8Array, origin: OtlpOrigin): OtlpLog | undefined {
  const item = readLog(createReader(wire), createDecoding(), origin)
  return item.kind === 'log' ? item.log : undefined
}
