import type { Reader } from 'protobufjs/minimal.js'
import { MAX_REQUEST_ITEMS } from './accept.ts'
import { errorText } from './error-text.ts'
import { createReader, enterMessage, leaveMessage, skipBytes, skipField } from './wire-reader.ts'
import { RequestTag, ResourceSpansTag, ScopeSpansTag, SpanTag } from './wire-tags.ts'

export type ScanResult =
  | { readonly ok: true; readonly spans: number }
  | { readonly ok: false; readonly reason: 'malformed' | 'too-many'; readonly message: string }

interface Count {
  spans: number
  items: number
  /** ResourceSpans and ScopeSpans, which cost something even when they are empty. */
  envelopes: number
}

const MAX_ENVELOPES = 2 * MAX_REQUEST_ITEMS

/** Walks the frame of an ExportTraceServiceRequest and counts, before anything is allocated for its content. */
export function scanTraces(bytes: Uint8Array): ScanResult {
  const count: Count = { spans: 0, items: 0, envelopes: 0 }
  try {
    scanRequest(createReader(bytes), count)
  } catch (error) {
    return {
      ok: false,
      reason: 'malformed',
      message: `Not an ExportTraceServiceRequest: ${errorText(error)}`,
    }
  }
  if (!isTooMany(count)) return { ok: true, spans: count.spans }
  return {
    ok: false,
    reason: 'too-many',
    message: `More than ${MAX_REQUEST_ITEMS} spans, events and links in one request; send smaller batches`,
  }
}

function scanRequest(reader: Reader, count: Count): void {
  while (reader.pos < reader.len && !isTooMany(count)) {
    const tag = reader.tag()
    if (tag === RequestTag.resourceSpans) scanResourceSpans(reader, count)
    else skipUnknown(reader, tag, 1)
  }
}

function isTooMany(count: Count): boolean {
  return count.items > MAX_REQUEST_ITEMS || count.envelopes > MAX_ENVELOPES
}

function scanResourceSpans(reader: Reader, count: Count): void {
  count.envelopes += 1
  const outerLimit = enterMessage(reader)
  while (reader.pos < reader.len && !isTooMany(count)) {
    const tag = reader.tag()
    if (tag === ResourceSpansTag.scopeSpans) scanScopeSpans(reader, count)
    else skipUnknown(reader, tag, 3)
  }
  leaveMessage(reader, outerLimit)
}

function scanScopeSpans(reader: Reader, count: Count): void {
  count.envelopes += 1
  const outerLimit = enterMessage(reader)
  while (reader.pos < reader.len && !isTooMany(count)) scanScopeField(reader, count)
  leaveMessage(reader, outerLimit)
}

function scanScopeField(reader: Reader, count: Count): void {
  const tag = reader.tag()
  if (tag !== ScopeSpansTag.span) {
    skipUnknown(reader, tag, 3)
    return
  }
  count.spans += 1
  count.items += 1
  const outerLimit = enterMessage(reader)
  const end = reader.len
  try {
    countSpanItems(reader, count)
  } catch {
    // A span that is broken inside is rejected alone, when it is decoded.
  }
  reader.len = end
  leaveMessage(reader, outerLimit)
}

function countSpanItems(reader: Reader, count: Count): void {
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === SpanTag.event || tag === SpanTag.link) {
      count.items += 1
      skipBytes(reader)
    } else skipField(reader, tag)
  }
}

/** Fields up to `lastKnown` are messages or strings in every version of the format, so another type is garbage. */
function skipUnknown(reader: Reader, tag: number, lastKnown: number): void {
  if (tag >>> 3 <= lastKnown && (tag & 7) !== 2) {
    throw new RangeError(`field ${tag >>> 3} has wire type ${tag & 7} instead of 2`)
  }
  skipField(reader, tag)
}
