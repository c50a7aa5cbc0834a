import { hash } from 'node:crypto'
import type { ImportedItem } from '../importers/importer.ts'
import { decodeLogs } from '../otlp/decode-logs.ts'
import { decodeMetrics } from '../otlp/decode-metrics.ts'
import { decodeTraces } from '../otlp/decode-traces.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { Signal } from '../otlp/signal.ts'
import type { StoreWriter } from '../store/open-store.ts'
import type { SpanRecord } from '../store/records.ts'
import { filterOf } from './filter-of.ts'
import type { LogJoin } from './log-join.ts'
import { originBytes } from './origin.ts'
import { pricesOf } from './prices-of.ts'
import { whyNotStorableLog } from './to-log-record.ts'
import { toPointRecord, whyNotStorablePoint } from './to-point-record.ts'
import { toRecord, whyNotStorable } from './to-record.ts'
import { withoutContent } from './without-content.ts'

/** The commit that takes what is read. */
export interface Commit {
  readonly store: StoreWriter
  readonly join: LogJoin
  readonly receivedMs: number
}

/** What became of an item: written, a span yet to be written, or why neither. */
export type ReadItem =
  | { readonly kind: 'written'; readonly as: 'log' | 'point'; readonly origin: Uint8Array }
  | { readonly kind: 'span'; readonly record: SpanRecord }
  | { readonly kind: 'rejected'; readonly reason: string }

type ReadItems = (bytes: Uint8Array, commit: Commit) => Iterable<ReadItem>

/** How the items of a request are taken, one at a time while the commit is under way. */
export const readItemsOf: Readonly<Record<Signal, ReadItems>> = {
  traces: readSpans,
  logs: readLogs,
  metrics: readMetrics,
}

function* readSpans(bytes: Uint8Array, commit: Commit): Generator<ReadItem> {
  for (const item of decodeTraces(bytes)) {
    const reason = item.kind === 'rejected' ? item.reason : whyNotStorable(item.span)
    if (item.kind === 'rejected' || reason !== undefined) {
      yield rejected(reason)
      continue
    }
    const record = recordOf(item.span, commit)
    commit.join.noteSpan(record)
    yield { kind: 'span', record }
  }
}

/** What is taken out before it is stored is taken out here: nothing behind this line has seen it. */
function recordOf(span: OtlpSpan, { store, join, receivedMs }: Commit): SpanRecord {
  const { understood, kept } = filterOf(store).span(span)
  const prices = pricesOf(store)
  const record = toRecord(join.withEvents(understood), receivedMs, prices)
  if (kept === understood) return record
  const { name, withheld, raw } = toRecord(kept, receivedMs, prices)
  return { ...withoutContent(record), name, withheld, raw }
}

/** What exporters sent that speak no OTLP. */
export function* readForeign(items: Iterable<ImportedItem>, commit: Commit): Generator<ReadItem> {
  for (const item of items) {
    if (item.kind !== 'span') {
      yield rejected(item.kind === 'skipped' ? item.reason : undefined)
      continue
    }
    const reason = whyNotStorable(item.span)
    if (reason !== undefined) yield rejected(reason)
    else yield { kind: 'span', record: recordOf(item.span, commit) }
  }
}

function* readLogs(bytes: Uint8Array, { store, join }: Commit): Generator<ReadItem> {
  const filter = filterOf(store)
  const occurrences = new Map<string, number>()
  for (const item of decodeLogs(bytes)) {
    const reason = item.kind === 'rejected' ? item.reason : whyNotStorableLog(item.log)
    if (item.kind === 'rejected' || reason !== undefined) {
      yield rejected(reason)
      continue
    }
    // Milliseconds are the best clock of some SDKs, and a user may say the same twice in a history.
    const log = filter.log(item.log)
    const digest = hash('sha256', log.wire, 'base64')
    const occurrence = occurrences.get(digest) ?? 0
    occurrences.set(digest, occurrence + 1)
    join.addLog(log, occurrence)
    yield { kind: 'written', as: 'log', origin: originBytes(log.origin) }
  }
}

/** Metrics of other things are accepted as well: their senders know no other address. */
function* readMetrics(bytes: Uint8Array, { store, receivedMs }: Commit): Generator<ReadItem> {
  const filter = filterOf(store)
  for (const item of decodeMetrics(bytes, name => name.startsWith('gen_ai.'))) {
    if (item.kind === 'rejected') yield item
    else {
      for (const sent of item.points) {
        const point = filter.point(sent)
        const reason = whyNotStorablePoint(point)
        if (reason === undefined) store.writePoint(toPointRecord(point, receivedMs))
        yield reason === undefined
          ? { kind: 'written', as: 'point', origin: originBytes(point.origin) }
          : rejected(reason)
      }
    }
  }
}

function rejected(reason = 'it could not be read'): ReadItem {
  return { kind: 'rejected', reason }
}
