import type { Reader } from 'protobufjs/minimal.js'
import { MAX_REQUEST_ITEMS } from './accept.ts'
import { errorText } from './error-text.ts'
import { type Signal, signals } from './signal.ts'
import { createReader, enterMessage, leaveMessage, skipBytes, skipField } from './wire-reader.ts'
import {
  MetricDataTag,
  MetricTag,
  RequestTag,
  ResourceSpansTag,
  ScopeSpansTag,
  SpanTag,
} from './wire-tags.ts'

export type ScanResult =
  /** `items` are spans, log records or metrics. */
  | { readonly ok: true; readonly items: number }
  | { readonly ok: false; readonly reason: 'malformed' | 'too-many'; readonly message: string }

interface Count {
  items: number
  /** Items and what they hold. */
  parts: number
  /** ResourceSpans and ScopeSpans, which cost something even when they are empty. */
  envelopes: number
}

/** Counts what an item holds; the reader is within the item. */
type CountParts = (reader: Reader, count: Count) => void

const MAX_ENVELOPES = 2 * MAX_REQUEST_ITEMS

const countPartsOf: Readonly<Record<Signal, CountParts>> = {
  traces: countSpanParts,
  logs: () => {},
  metrics: countPoints,
}

/** Walks the frame of an export request and counts, before anything is allocated for its content. */
export function scanExport(signal: Signal, bytes: Uint8Array): ScanResult {
  const count: Count = { items: 0, parts: 0, envelopes: 0 }
  const { requestName, items } = signals[signal]
  try {
    scanRequest(createReader(bytes), count, countPartsOf[signal])
  } catch (error) {
    return { ok: false, reason: 'malformed', message: `Not an ${requestName}: ${errorText(error)}` }
  }
  if (!isTooMany(count)) return { ok: true, items: count.items }
  return {
    ok: false,
    reason: 'too-many',
    message: `More than ${MAX_REQUEST_ITEMS} ${items} in one request; send smaller batches`,
  }
}

function scanRequest(reader: Reader, count: Count, countParts: CountParts): void {
  while (reader.pos < reader.len && !isTooMany(count)) {
    const tag = reader.tag()
    if (tag === RequestTag.resourceSpans) scanResource(reader, count, countParts)
    else skipUnknown(reader, tag, 1)
  }
}

function isTooMany(count: Count): boolean {
  return count.parts > MAX_REQUEST_ITEMS || count.envelopes > MAX_ENVELOPES
}

function scanResource(reader: Reader, count: Count, countParts: CountParts): void {
  count.envelopes += 1
  const outerLimit = enterMessage(reader)
  while (reader.pos < reader.len && !isTooMany(count)) {
    const tag = reader.tag()
    if (tag === ResourceSpansTag.scopeSpans) scanScope(reader, count, countParts)
    else skipUnknown(reader, tag, 3)
  }
  leaveMessage(reader, outerLimit)
}

function scanScope(reader: Reader, count: Count, countParts: CountParts): void {
  count.envelopes += 1
  const outerLimit = enterMessage(reader)
  while (reader.pos < reader.len && !isTooMany(count)) {
    const tag = reader.tag()
    if (tag === ScopeSpansTag.span) scanItem(reader, count, countParts)
    else skipUnknown(reader, tag, 3)
  }
  leaveMessage(reader, outerLimit)
}

function scanItem(reader: Reader, count: Count, countParts: CountParts): void {
  count.items += 1
  count.parts += 1
  const outerLimit = enterMessage(reader)
  const end = reader.len
  try {
    countParts(reader, count)
  } catch {
    // An item that is broken inside is rejected alone, when it is decoded.
  }
  reader.len = end
  leaveMessage(reader, outerLimit)
}

function countSpanParts(reader: Reader, count: Count): void {
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === SpanTag.event || tag === SpanTag.link) {
      count.parts += 1
      skipBytes(reader)
    } else skipField(reader, tag)
  }
}

/** Tags of the fields that hold the points of a metric, one for each kind of metric. */
const DATA_TAGS: ReadonlySet<number> = new Set([
  MetricTag.gauge,
  MetricTag.sum,
  MetricTag.histogram,
  MetricTag.exponentialHistogram,
  MetricTag.summary,
])

function countPoints(reader: Reader, count: Count): void {
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (DATA_TAGS.has(tag)) countPointsWithin(reader, count)
    else skipField(reader, tag)
  }
}

function countPointsWithin(reader: Reader, count: Count): void {
  const outerLimit = enterMessage(reader)
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === MetricDataTag.point) count.parts += 1
    skipField(reader, tag)
  }
  leaveMessage(reader, outerLimit)
}

/** Fields up to `lastKnown` are messages or strings in every version of the format, so another type is garbage. */
function skipUnknown(reader: Reader, tag: number, lastKnown: number): void {
  if (tag >>> 3 <= lastKnown && (tag & 7) !== 2) {
    throw new RangeError(`field ${tag >>> 3} has wire type ${tag & 7} instead of 2`)
  }
  skipField(reader, tag)
}
