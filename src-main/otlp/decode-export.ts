import type { Reader } from 'protobufjs/minimal.js'
import { errorText } from './error-text.ts'
import type { OtlpOrigin } from './otlp-span.ts'
import { readOrigin, readSender, type Sender } from './read-origin.ts'
import { createDecoding, type Decoding } from './read-value.ts'
import { createReader, enterMessage, leaveMessage, skipField } from './wire-reader.ts'
import { RequestTag, ResourceSpansTag, ScopeSpansTag } from './wire-tags.ts'

export interface Rejected {
  readonly kind: 'rejected'
  readonly reason: string
}

/** Reads the message that fills the reader up to its limit, and leaves the reader at that limit. */
export type ReadItem<Item> = (reader: Reader, decoding: Decoding, origin: OtlpOrigin) => Item

type Items<Item> = Generator<Item, void, undefined>

/** Yields the items of a request one at a time. Scan the bytes first: what is malformed here ends the walk. */
export function* decodeExport<Item>(bytes: Uint8Array, readItem: ReadItem<Item>): Items<Item | Rejected> {
  const reader = createReader(bytes)
  try {
    yield* decodeRequest(reader, createDecoding(), readItem)
  } catch (error) {
    yield { kind: 'rejected', reason: `The rest of the request could not be read: ${errorText(error)}` }
  }
}

function* decodeRequest<Item>(reader: Reader, decoding: Decoding, readItem: ReadItem<Item>): Items<Item> {
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === RequestTag.resourceSpans) yield* decodeResource(reader, decoding, readItem)
    else skipField(reader, tag)
  }
}

function* decodeResource<Item>(reader: Reader, decoding: Decoding, readItem: ReadItem<Item>): Items<Item> {
  const outerLimit = enterMessage(reader)
  const start = reader.pos
  const sender = readSender(reader, decoding)
  reader.pos = start
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === ResourceSpansTag.scopeSpans) yield* decodeScope(reader, decoding, sender, readItem)
    else skipField(reader, tag)
  }
  leaveMessage(reader, outerLimit)
}

function* decodeScope<Item>(
  reader: Reader,
  decoding: Decoding,
  sender: Sender,
  readItem: ReadItem<Item>,
): Items<Item> {
  const outerLimit = enterMessage(reader)
  const start = reader.pos
  const origin = readOrigin(reader, sender)
  reader.pos = start
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === ScopeSpansTag.span) yield decodeItem(reader, decoding, origin, readItem)
    else skipField(reader, tag)
  }
  leaveMessage(reader, outerLimit)
}

function decodeItem<Item>(
  reader: Reader,
  decoding: Decoding,
  origin: OtlpOrigin,
  readItem: ReadItem<Item>,
): Item {
  const outerLimit = enterMessage(reader)
  const item = readItem(reader, decoding, origin)
  leaveMessage(reader, outerLimit)
  return item
}
