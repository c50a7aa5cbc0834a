import type { Reader } from 'protobufjs/minimal.js'
import { errorText } from './error-text.ts'
import type { OtlpOrigin, OtlpSpan } from './otlp-span.ts'
import { readOrigin, readSender, type Sender } from './read-origin.ts'
import { type DecodedItem, readSpan } from './read-span.ts'
import { createDecoding, type Decoding } from './read-value.ts'
import { createReader, enterMessage, leaveMessage, skipField } from './wire-reader.ts'
import { RequestTag, ResourceSpansTag, ScopeSpansTag } from './wire-tags.ts'

export type { DecodedItem } from './read-span.ts'

/** Yields the spans of a request one at a time. Scan the bytes first: what is malformed here ends the walk. */
export function* decodeTraces(bytes: Uint8Array): Generator<DecodedItem, void, undefined> {
  const reader = createReader(bytes)
  try {
    yield* decodeRequest(reader, createDecoding())
  } catch (error) {
    yield { kind: 'rejected', reason: `The rest of the request could not be read: ${errorText(error)}` }
  }
}

/** Reads one stored Span message again. */
export function decodeSpanWire(wire: Uint8Array, origin: OtlpOrigin): OtlpSpan | undefined {
  const item = readSpan(createReader(wire), createDecoding(), origin)
  return item.kind === 'span' ? item.span : undefined
}

function* decodeRequest(reader: Reader, decoding: Decoding): Generator<DecodedItem, void, undefined> {
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === RequestTag.resourceSpans) yield* decodeResourceSpans(reader, decoding)
    else skipField(reader, tag)
  }
}

function* decodeResourceSpans(reader: Reader, decoding: Decoding): Generator<DecodedItem, void, undefined> {
  const outerLimit = enterMessage(reader)
  const start = reader.pos
  const sender = readSender(reader, decoding)
  reader.pos = start
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === ResourceSpansTag.scopeSpans) yield* decodeScopeSpans(reader, decoding, sender)
    else skipField(reader, tag)
  }
  leaveMessage(reader, outerLimit)
}

function* decodeScopeSpans(
  reader: Reader,
  decoding: Decoding,
  sender: Sender,
): Generator<DecodedItem, void, undefined> {
  const outerLimit = enterMessage(reader)
  const start = reader.pos
  const origin = readOrigin(reader, sender)
  reader.pos = start
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === ScopeSpansTag.span) yield decodeSpan(reader, decoding, origin)
    else skipField(reader, tag)
  }
  leaveMessage(reader, outerLimit)
}

function decodeSpan(reader: Reader, decoding: Decoding, origin: OtlpOrigin): DecodedItem {
  const outerLimit = enterMessage(reader)
  const item = readSpan(reader, decoding, origin)
  leaveMessage(reader, outerLimit)
  return item
}
