import type { ExportOutcome, ExportRequest } from '../otlp/accept.ts'
import { jsonToProtobuf } from '../otlp/json-to-protobuf.ts'
import { scanExport } from '../otlp/scan-export.ts'
import type { Signal } from '../otlp/signal.ts'
import type { SpanRecord } from '../store/records.ts'
import { type Commit, readItemsOf } from './read-items.ts'

/** A request that can be read, and what was counted while it was. */
export interface ExportReading {
  readonly kind: 'readable'
  readonly signal: Signal
  /** Call while the commit is under way: only spans are left to be written, everything else is. */
  spans(commit: Commit): Iterable<SpanRecord>
  /** Valid once `spans` has been read to its end. */
  outcome(): ExportOutcome
}

interface RefusedExport {
  readonly kind: 'refused'
  readonly outcome: ExportOutcome
}

/** Checks a request as a whole; its items are decoded one by one as they are written. */
export function readExport(request: ExportRequest): ExportReading | RefusedExport {
  const protobuf = toProtobuf(request)
  if (!protobuf.ok) return refuse(protobuf)
  const scan = scanExport(request.signal, protobuf.bytes)
  if (!scan.ok) return refuse(scan)
  return readable(request.signal, protobuf.bytes)
}

function refuse({ reason, message }: { reason: 'malformed' | 'too-many'; message: string }): RefusedExport {
  const status = reason === 'too-many' ? 'too-large' : 'malformed'
  return { kind: 'refused', outcome: { status, message } }
}

function toProtobuf({ signal, encoding, bytes }: ExportRequest) {
  return encoding === 'protobuf' ? ({ ok: true, bytes } as const) : jsonToProtobuf(bytes, signal)
}

function readable(signal: Signal, bytes: Uint8Array): ExportReading {
  let items = 0
  const rejections: string[] = []
  return {
    kind: 'readable',
    signal,
    *spans(commit) {
      // A group that failed is written again request by request: count from the start.
      items = 0
      rejections.length = 0
      for (const item of readItemsOf[signal](bytes, commit)) {
        if (item.kind === 'rejected') rejections.push(item.reason)
        else items += 1
        if (item.kind === 'span') yield item.record
      }
    },
    outcome: () => ({
      status: 'stored',
      signal,
      items,
      rejected: rejections.length,
      message: [...new Set(rejections)].slice(0, 3).join('; '),
    }),
  }
}
