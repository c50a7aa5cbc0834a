import { hash } from 'node:crypto'
import type { ImportedItem } from '../importers/importer.ts'
import { decodeLogs } from '../otlp/decode-logs.ts'
import { decodeMetrics } from '../otlp/decode-metrics.ts'
import { decodeTraces } from '../otlp/decode-traces.ts'
import type { Signal } from '../otlp/signal.ts'
import type { StoreWriter } from '../store/open-store.ts'
import type { SpanRecord } from '../store/records.ts'
import type { LogJoin } from './log-join.ts'
import { whyNotStorableLog } from './to-log-record.ts'
import { toPointRecord, whyNotStorablePoint } from './to-point-record.ts'
import { toRecord, whyNotStorable } from './to-record.ts'

/** The commit that takes what is read. */
export interface Commit {
  readonly store: StoreWriter
  readonly join: LogJoin
  readonly receivedMs: number
}

/** What became of an item: written, a span yet to be written, or why neither. */
export type ReadItem =
  | { readonly kind: 'written' }
  | { readonly kind: 'span'; readonly record: SpanRecord }
  | { readonly kind: 'rejected'; readonly reason: string }

type ReadItems = (bytes: Uint8Array, commit: Commit) => Iterable<ReadItem>

const WRITTEN: ReadItem = { kind: 'written' }

/** How the items of a request are taken, one at a time while the commit is under way. */
export const readItemsOf: Readonly<Record<Signal, ReadItems>> = {
  traces: readSpans,
  logs: readLogs,
  metrics: readMetrics,
}

function* readSpans(bytes: Uint8Array, { join, receivedMs }: Commit): Generator<ReadItem> {
  for (const item of decodeTraces(bytes)) {
    const reason = item.kind === 'rejected' ? item.reason : whyNotStorable(item.span)
    if (item.kind === 'rejected' || reason !== undefined) yield rejected(reason)
    else yield { kind: 'span', record: toRecord(join.withEvents(item.span), receivedMs) }
  }
}

/** What exporters sent that speak no OTLP. */
export function* readForeign(
  items: Iterable<ImportedItem>,
  { join, receivedMs }: Commit,
): Generator<ReadItem> {
  for (const item of items) {
    if (item.kind !== 'span') {
      yield rejected(item.kind === 'skipped' ? item.reason : undefined)
      continue
    }
    const reason = whyNotStorable(item.span)
    if (reason !== undefined) yield rejected(reason)
    else yield { kind: 'span', record: toRecord(join.withEvents(item.span), receivedMs) }
  }
}

function* readLogs(bytes: Uint8Array, { join }: Commit): Generator<ReadItem> {
  const occurrences = new Map<string, number>()
  for (const item of decodeLogs(bytes)) {
    const reason = item.kind === 'rejected' ? item.reason : whyNotStorableLog(item.log)
    if (item.kind === 'rejected' || reason !== undefined) {
      yield rejected(reason)
      continue
    }
    // Milliseconds are the best clock of some SDKs, and a user may say the same twice in a history.
    const digest = hash('sha256', item.log.wire, 'base64')
    const occurrence = occurrences.get(digest) ?? 0
    occurrences.set(digest, occurrence + 1)
    join.addLog(item.log, occurrence)
    yield WRITTEN
  }
}

/** Metrics of other things are accepted as well: their senders know no other address. */
function* readMetrics(bytes: Uint8Array, { store, receivedMs }: Commit): Generator<ReadItem> {
  for (const item of decodeMetrics(bytes, name => name.startsWith('gen_ai.'))) {
    if (item.kind === 'rejected') yield item
    else {
      for (const point of item.points) {
        const reason = whyNotStorablePoint(point)
        if (reason === undefined) store.writePoint(toPointRecord(point, receivedMs))
        yield reason === undefined ? WRITTEN : rejected(reason)
      }
    }
  }
}

function rejected(reason = 'it could not be read'): ReadItem {
  return { kind: 'rejected', reason }
}
