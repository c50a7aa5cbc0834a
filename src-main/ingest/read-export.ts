import type { ExportOutcome, ExportRequest } from '../otlp/accept.ts'
import { convertExport, parseExport } from '../otlp/json-to-protobuf.ts'
import { scanExport } from '../otlp/scan-export.ts'
import type { Signal } from '../otlp/signal.ts'
import type { SpanRecord } from '../store/records.ts'
import { foreignItems } from './foreign-items.ts'
import { type Commit, type ReadItem, readForeign, readItemsOf } from './read-items.ts'
import { createRequestTally } from './request-tally.ts'

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
  return request.encoding === 'protobuf' ? readProtobuf(request, request.bytes) : readJson(request)
}

function readProtobuf(request: ExportRequest, bytes: Uint8Array): ExportReading | RefusedExport {
  const { signal } = request
  const scan = scanExport(signal, bytes)
  if (!scan.ok) return refuse(scan)
  return readable(request, commit => readItemsOf[signal](bytes, commit))
}

function readJson(request: ExportRequest): ExportReading | RefusedExport {
  const { signal } = request
  const parsed = parseExport(request.bytes, signal)
  if (!parsed.ok) return refuse(parsed)
  const foreign = foreignItems(request, parsed.json)
  if (foreign?.kind === 'items') return readable(request, commit => readForeign(foreign.items, commit))
  if (foreign !== undefined) return refuse({ reason: foreign.kind, message: foreign.message })
  const protobuf = convertExport(parsed.json, signal)
  return protobuf.ok ? readProtobuf(request, protobuf.bytes) : refuse(protobuf)
}

function refuse({ reason, message }: { reason: 'malformed' | 'too-many'; message: string }): RefusedExport {
  const status = reason === 'too-many' ? 'too-large' : 'malformed'
  return { kind: 'refused', outcome: { status, message } }
}

function readable(
  { signal, sender }: ExportRequest,
  read: (commit: Commit) => Iterable<ReadItem>,
): ExportReading {
  const tally = createRequestTally(sender)
  return {
    kind: 'readable',
    signal,
    *spans(commit) {
      // A group that failed is written again request by request: count from the start.
      tally.clear()
      for (const item of read(commit)) {
        const record = tally.take(item, commit.receivedMs)
        if (record !== undefined) yield record
      }
      tally.tell(commit.store)
    },
    outcome: () => ({
      status: 'stored',
      signal,
      items: tally.items(),
      rejected: tally.rejections().length,
      message: [...new Set(tally.rejections())].slice(0, 3).join('; '),
    }),
  }
}
