import type { Reader } from 'protobufjs/minimal.js'
import type { OtlpMetric, OtlpPoint } from './otlp-point.ts'
import type { AttributeMap, AttributeValue, OtlpOrigin } from './otlp-span.ts'
import { readAttribute } from './read-attribute.ts'
import { createDecoding, type Decoding } from './read-value.ts'
import { bytesAt, createReader, enterMessage, leaveMessage, readFixed64, skipField } from './wire-reader.ts'

/** Which tag means what: each kind of data point has numbers of its own. */
export interface PointTags {
  readonly attribute: number
  readonly startTime: number
  readonly time: number
  readonly flags?: number
  readonly double?: number
  readonly integer?: number
  readonly count?: number
  readonly sum?: number
  readonly min?: number
  readonly max?: number
}

interface PointDraft {
  startUnixNano: bigint
  timeUnixNano: bigint
  flags: number
  value: number | undefined
  count: number | undefined
  sum: number | undefined
  min: number | undefined
  max: number | undefined
  readonly attributes: Map<string, AttributeValue>
}

const NO_RECORDED_VALUE = 1

/** Reads the data point message the reader stands before; nothing when the sender says that it holds no value. */
export function readPoint(
  reader: Reader,
  decoding: Decoding,
  about: { readonly metric: OtlpMetric; readonly origin: OtlpOrigin; readonly tags: PointTags },
): OtlpPoint[] {
  const outerLimit = enterMessage(reader)
  const start = reader.pos
  const draft = newDraft()
  while (reader.pos < reader.len) readPointField(reader, decoding, draft, about.tags)
  const wire = bytesAt(reader, start, reader.pos)
  leaveMessage(reader, outerLimit)
  const { flags, ...point } = draft
  const { metric, origin, tags } = about
  return (flags & NO_RECORDED_VALUE) === 0
    ? [{ metric, origin, ...point, wire, attributeTag: tags.attribute }]
    : []
}

/** The attributes of a stored data point, which are at `attributeTag` in its kind of point. */
export function decodePointAttributes(wire: Uint8Array, attributeTag: number): AttributeMap {
  const reader = createReader(wire)
  const decoding = createDecoding()
  const attributes = new Map<string, AttributeValue>()
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === attributeTag) readAttribute(reader, decoding, attributes)
    else skipField(reader, tag)
  }
  return attributes
}

function newDraft(): PointDraft {
  return {
    startUnixNano: 0n,
    timeUnixNano: 0n,
    flags: 0,
    value: undefined,
    count: undefined,
    sum: undefined,
    min: undefined,
    max: undefined,
    attributes: new Map(),
  }
}

function readPointField(reader: Reader, decoding: Decoding, draft: PointDraft, tags: PointTags): void {
  const tag = reader.tag()
  switch (tag) {
    case tags.startTime:
      draft.startUnixNano = readFixed64(reader)
      break
    case tags.time:
      draft.timeUnixNano = readFixed64(reader)
      break
    case tags.attribute:
      readAttribute(reader, decoding, draft.attributes)
      break
    case tags.flags:
      draft.flags = reader.uint32()
      break
    case tags.integer:
      draft.value = Number(BigInt.asIntN(64, readFixed64(reader)))
      break
    case tags.double:
      draft.value = reader.double()
      break
    case tags.count:
      draft.count = countOf(readFixed64(reader))
      break
    case tags.sum:
      draft.sum = reader.double()
      break
    case tags.min:
      draft.min = reader.double()
      break
    case tags.max:
      draft.max = reader.double()
      break
    default:
      skipField(reader, tag)
  }
}

/** A count that no number holds is as good as none. */
function countOf(count: bigint): number | undefined {
  return count <= Number.MAX_SAFE_INTEGER ? Number(count) : undefined
}
