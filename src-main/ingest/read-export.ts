import type { ExportOutcome, ExportRequest } from '../otlp/accept.ts'
import { decodeTraces } from '../otlp/decode-traces.ts'
import { jsonToProtobuf } from '../otlp/json-to-protobuf.ts'
import { scanExport } from '../otlp/scan-export.ts'
import type { SpanRecord } from '../store/records.ts'
import { toRecord, whyNotStorable } from './to-record.ts'

/** A request that can be read: its spans, and what was counted while they were read. */
export interface ExportReading {
  readonly kind: 'readable'
  readonly records: Iterable<SpanRecord>
  /** Valid once `records` has been read to its end. */
  outcome(): ExportOutcome
}

interface RefusedExport {
  readonly kind: 'refused'
  readonly outcome: ExportOutcome
}

/** Checks a request as a whole; its spans are decoded one by one as they are written. */
export function readExport(request: ExportRequest, receivedMs: number): ExportReading | RefusedExport {
  const protobuf = toProtobuf(request)
  if (!protobuf.ok) return refuse(protobuf)
  const scan = scanExport('traces', protobuf.bytes)
  if (!scan.ok) return refuse(scan)
  return readSpans(protobuf.bytes, receivedMs)
}

function refuse({ reason, message }: { reason: 'malformed' | 'too-many'; message: string }): RefusedExport {
  const status = reason === 'too-many' ? 'too-large' : 'malformed'
  return { kind: 'refused', outcome: { status, message } }
}

function toProtobuf({ encoding, bytes }: ExportRequest) {
  return encoding === 'protobuf' ? ({ ok: true, bytes } as const) : jsonToProtobuf(bytes)
}

function readSpans(bytes: Uint8Array, receivedMs: number): ExportReading {
  let spans = 0
  const rejections: string[] = []
  function* read(): Generator<SpanRecord> {
    // A group that failed is written again request by request: count from the start.
    spans = 0
    rejections.length = 0
    for (const item of decodeTraces(bytes)) {
      const reason = item.kind === 'rejected' ? item.reason : whyNotStorable(item.span)
      if (reason !== undefined) rejections.push(reason)
      if (item.kind === 'rejected' || reason !== undefined) continue
      spans += 1
      yield toRecord(item.span, receivedMs)
    }
  }
  return {
    kind: 'readable',
    records: { [Symbol.iterator]: read },
    outcome: () => ({
      status: 'stored',
      spans,
      rejected: rejections.length,
      message: [...new Set(rejections)].slice(0, 3).join('; '),
    }),
  }
}
