import type { Reader } from 'protobufjs/minimal.js'
import type { Rejected } from './decode-export.ts'
import { errorText } from './error-text.ts'
import type { OtlpLog } from './otlp-log.ts'
import type { AttributeValue, OtlpOrigin } from './otlp-span.ts'
import {
  type LongTexts,
  noteLongTexts,
  placesWithin,
  readAttribute,
  startLongTexts,
} from './read-attribute.ts'
import { isId } from './read-span.ts'
import { type Decoding, readValueOrBytes } from './read-value.ts'
import { bytesAt, readFixed64, readHexId, readText, skipField } from './wire-reader.ts'
import { LogTag } from './wire-tags.ts'

/** One export item: a log record, or why it could not be read. */
export type DecodedLog = { readonly kind: 'log'; readonly log: OtlpLog } | Rejected

interface LogDraft {
  traceId: string
  spanId: string
  timeUnixNano: bigint
  observedUnixNano: bigint
  severityNumber: number
  severityText: string
  eventName: string
  body: AttributeValue
  readonly attributes: Map<string, AttributeValue>
}

/** Reads the LogRecord message that fills the reader up to its limit; leaves the reader at that limit. */
export function readLog(reader: Reader, decoding: Decoding, origin: OtlpOrigin): DecodedLog {
  const start = reader.pos
  const end = reader.len
  const longTexts = startLongTexts(decoding)
  const draft = newDraft()
  try {
    while (reader.pos < reader.len) readLogField(reader, decoding, draft, longTexts)
  } catch (error) {
    reader.len = end
    reader.pos = end
    return { kind: 'rejected', reason: `A log record could not be read: ${errorText(error)}` }
  }
  const hasTrace = isId(draft.traceId, 32)
  return {
    kind: 'log',
    log: {
      ...draft,
      traceId: hasTrace ? draft.traceId : undefined,
      spanId: hasTrace && isId(draft.spanId, 16) ? draft.spanId : undefined,
      eventName: draft.eventName || namedByAttribute(draft),
      origin,
      wire: bytesAt(reader, start, end),
      longValues: placesWithin(longTexts, start),
    },
  }
}

function newDraft(): LogDraft {
  return {
    traceId: '',
    spanId: '',
    timeUnixNano: 0n,
    observedUnixNano: 0n,
    severityNumber: 0,
    severityText: '',
    eventName: '',
    body: null,
    attributes: new Map(),
  }
}

function namedByAttribute({ attributes }: LogDraft): string {
  const name = attributes.get('event.name')
  return typeof name === 'string' ? name : ''
}

function readLogField(reader: Reader, decoding: Decoding, draft: LogDraft, longTexts: LongTexts): void {
  const tag = reader.tag()
  switch (tag) {
    case LogTag.traceId:
      draft.traceId = readHexId(reader)
      break
    case LogTag.spanId:
      draft.spanId = readHexId(reader)
      break
    case LogTag.time:
      draft.timeUnixNano = readFixed64(reader)
      break
    case LogTag.observedTime:
      draft.observedUnixNano = readFixed64(reader)
      break
    case LogTag.severityNumber:
      draft.severityNumber = reader.int32()
      break
    case LogTag.severityText:
      draft.severityText = readText(reader)
      break
    case LogTag.eventName:
      draft.eventName = readText(reader)
      break
    case LogTag.body:
      draft.body = readValueOrBytes(reader, decoding)
      noteLongTexts(longTexts, 'body', decoding)
      break
    case LogTag.attribute:
      readAttribute(reader, decoding, draft.attributes, longTexts)
      break
    default:
      skipField(reader, tag)
  }
}
