import type { ExportOutcome, ExportRequest } from '../otlp/accept.ts'
import { convertExport, parseExport } from '../otlp/json-to-protobuf.ts'
import { scanExport } from '../otlp/scan-export.ts'
import type { Signal } from '../otlp/signal.ts'
import type { SpanRecord } from '../store/records.ts'
import { foreignItems } from './foreign-items.ts'
import { type Commit, type ReadItem, readForeign, readItemsOf } from './read-items.ts'

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
  return request.encoding === 'protobuf' ? readProtobuf(request.signal, request.bytes) : readJson(request)
}

function readProtobuf(signal: Signal, bytes: Uint8Array): ExportReading | RefusedExport {
  const scan = scanExport(signal, bytes)
  if (!scan.ok) return refuse(scan)
  return readable(signal, commit => readItemsOf[signal](bytes, commit))
}

function readJson(request: ExportRequest): ExportReading | RefusedExport {
  const { signal } = request
  const parsed = parseExport(request.bytes, signal)
  if (!parsed.ok) return refuse(parsed)
  const foreign = foreignItems(request, parsed.json)
  if (foreign?.kind === 'items') return readable(signal, commit => readForeign(foreign.items, commit))
  if (foreign !== undefined) return refuse({ reason: foreign.kind, message: foreign.message })
  const protobuf = convertExport(parsed.json, signal)
  return protobuf.ok ? readProtobuf(signal, protobuf.bytes) : refuse(protobuf)
}

function refuse({ reason, message }: { reason: 'malformed' | 'too-many'; message: string }): RefusedExport {
  const status = reason === 'too-many' ? 'too-large' : 'malformed'
  return { kind: 'refused', outcome: { status, message } }
}

function readable(signal: Signal, read: (commit: Commit) => Iterable<ReadItem>): ExportReading {
  let items = 0
  const rejections: string[] = []
  return {
    kind: 'readable',
    signal,
    *spans(commit) {
      // A group that failed is written again request by request: count from the start.
      items = 0
      rejections.length = 0
      for (const item of read(commit)) {
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
