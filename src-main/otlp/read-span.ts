import type { Reader } from 'protobufjs/minimal.js'
import type { Rejected } from './decode-export.ts'
import { errorText } from './error-text.ts'
import type { AttributeValue, DroppedCounts, OtlpEvent, OtlpLink, OtlpOrigin, OtlpSpan } from './otlp-span.ts'
import { type LongTexts, placesWithin, readAttribute, startLongTexts } from './read-attribute.ts'
import type { Decoding } from './read-value.ts'
import { bytesAt, readFixed64, readHexId, readLeniently, readText, skipField } from './wire-reader.ts'
import { EventTag, LinkTag, SpanTag, StatusTag } from './wire-tags.ts'

/** One export item: a span, or why a span could not be read. */
export type DecodedItem = { readonly kind: 'span'; readonly span: OtlpSpan } | Rejected

interface SpanDraft {
  traceId: string
  spanId: string
  parentSpanId: string
  name: string
  otelKind: number
  startUnixNano: bigint
  endUnixNano: bigint
  statusCode: number
  statusMessage: string
  readonly attributes: Map<string, AttributeValue>
  readonly events: OtlpEvent[]
  readonly links: OtlpLink[]
  dropped: DroppedCounts | undefined
}

const NONE_DROPPED: DroppedCounts = { attributes: 0, events: 0, links: 0 }

/** Reads the Span message that fills the reader up to its limit; leaves the reader at that limit. */
export function readSpan(reader: Reader, decoding: Decoding, origin: OtlpOrigin): DecodedItem {
  const start = reader.pos
  const end = reader.len
  const longTexts = startLongTexts(decoding)
  const draft = newDraft()
  try {
    while (reader.pos < reader.len) readSpanField(reader, decoding, draft, longTexts)
  } catch (error) {
    reader.len = end
    reader.pos = end
    return { kind: 'rejected', reason: `A span could not be read: ${errorText(error)}` }
  }
  const problem = problemOf(draft)
  if (problem !== undefined) return { kind: 'rejected', reason: problem }
  return {
    kind: 'span',
    span: {
      ...draft,
      parentSpanId: isId(draft.parentSpanId, 16) ? draft.parentSpanId : undefined,
      endUnixNano: draft.endUnixNano === 0n ? undefined : draft.endUnixNano,
      statusCode: draft.statusCode === 1 ? 'ok' : draft.statusCode === 2 ? 'error' : 'unset',
      origin,
      wire: bytesAt(reader, start, end),
      longValues: placesWithin(longTexts, start),
    },
  }
}

function newDraft(): SpanDraft {
  return {
    traceId: '',
    spanId: '',
    parentSpanId: '',
    name: '',
    otelKind: 0,
    startUnixNano: 0n,
    endUnixNano: 0n,
    statusCode: 0,
    statusMessage: '',
    attributes: new Map(),
    events: [],
    links: [],
    dropped: undefined,
  }
}

function problemOf(draft: SpanDraft): string | undefined {
  if (!isId(draft.traceId, 32)) return 'A span has no valid trace id (16 bytes, not all zero)'
  if (!isId(draft.spanId, 16)) return 'A span has no valid span id (8 bytes, not all zero)'
  return undefined
}

export function isId(hex: string, digits: number): boolean {
  return hex.length === digits && /[^0]/.test(hex)
}

function readSpanField(reader: Reader, decoding: Decoding, draft: SpanDraft, longTexts: LongTexts): void {
  const tag = reader.tag()
  switch (tag) {
    case SpanTag.traceId:
      draft.traceId = readHexId(reader)
      break
    case SpanTag.spanId:
      draft.spanId = readHexId(reader)
      break
    case SpanTag.parentSpanId:
      draft.parentSpanId = readHexId(reader)
      break
    case SpanTag.name:
      draft.name = readText(reader)
      break
    case SpanTag.kind:
      draft.otelKind = reader.int32()
      break
    case SpanTag.startTime:
      draft.startUnixNano = readFixed64(reader)
      break
    case SpanTag.endTime:
      draft.endUnixNano = readFixed64(reader)
      break
    case SpanTag.attribute:
      readAttribute(reader, decoding, draft.attributes, longTexts)
      break
    case SpanTag.event:
      draft.events.push(readEvent(reader, decoding, longTexts))
      break
    case SpanTag.link:
      draft.links.push(readLink(reader, decoding))
      break
    case SpanTag.status:
      readStatus(reader, draft)
      break
    case SpanTag.droppedAttributes:
      drop(draft, { attributes: reader.uint32() })
      break
    case SpanTag.droppedEvents:
      drop(draft, { events: reader.uint32() })
      break
    case SpanTag.droppedLinks:
      drop(draft, { links: reader.uint32() })
      break
    default:
      skipField(reader, tag)
  }
}

function drop(draft: SpanDraft, counts: Partial<DroppedCounts>): void {
  if (Object.values(counts).every(count => count === 0)) return
  draft.dropped = { ...(draft.dropped ?? NONE_DROPPED), ...counts }
}

function readEvent(reader: Reader, decoding: Decoding, longTexts: LongTexts): OtlpEvent {
  const attributes = new Map<string, AttributeValue>()
  let name = ''
  let timeUnixNano = 0n
  longTexts.keyPrefix = 'event:'
  readLeniently(reader, () => {
    while (reader.pos < reader.len) {
      const tag = reader.tag()
      if (tag === EventTag.time) timeUnixNano = readFixed64(reader)
      else if (tag === EventTag.name) name = readText(reader)
      else if (tag === EventTag.attribute) readAttribute(reader, decoding, attributes, longTexts)
      else skipField(reader, tag)
    }
  })
  longTexts.keyPrefix = ''
  return { name, timeUnixNano, attributes }
}

function readLink(reader: Reader, decoding: Decoding): OtlpLink {
  const attributes = new Map<string, AttributeValue>()
  let traceId = ''
  let spanId = ''
  readLeniently(reader, () => {
    while (reader.pos < reader.len) {
      const tag = reader.tag()
      if (tag === LinkTag.traceId) traceId = readHexId(reader)
      else if (tag === LinkTag.spanId) spanId = readHexId(reader)
      else if (tag === LinkTag.attribute) readAttribute(reader, decoding, attributes)
      else skipField(reader, tag)
    }
  })
  return { traceId, spanId, attributes }
}

function readStatus(reader: Reader, draft: SpanDraft): void {
  readLeniently(reader, () => {
    while (reader.pos < reader.len) {
      const tag = reader.tag()
      if (tag === StatusTag.message) draft.statusMessage = readText(reader)
      else if (tag === StatusTag.code) draft.statusCode = reader.int32()
      else skipField(reader, tag)
    }
  })
}
