import type { Reader } from 'protobufjs/minimal.js'
import { type AttributeMap, type AttributeValue, LONG_VALUE_BYTES } from './otlp-span.ts'
import { readKey } from './read-key.ts'
import {
  enterMessage,
  leaveMessage,
  readBytes,
  readInt64,
  skipBytes,
  skipField,
  textAt,
} from './wire-reader.ts'
import { AnyValueTag, KeyValueTag, ListTag } from './wire-tags.ts'

const MAX_VALUE_DEPTH = 64
/** Values decoded for one request, counting every element of arrays and maps. */
const MAX_REQUEST_VALUES = 1_000_000

/** Where a text lies within the bytes that are read. */
export interface TextPlace {
  readonly offset: number
  readonly length: number
}

/** What decoding one request may still cost, and the long texts met since somebody asked for them. */
export interface Decoding {
  valuesLeft: number
  readonly longTexts: TextPlace[]
}

export function createDecoding(): Decoding {
  return { valuesLeft: MAX_REQUEST_VALUES, longTexts: [] }
}

/** Reads a KeyValue's fields. A value that cannot be read, or holds too many others, is the bytes it came in. */
export function readKeyValue(
  reader: Reader,
  decoding: Decoding,
  into: (key: string, value: AttributeValue) => void,
): void {
  chargeValue(decoding)
  let key = ''
  let value: AttributeValue = null
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === KeyValueTag.key) key = readKey(reader)
    else if (tag === KeyValueTag.value) value = readValueOrBytes(reader, decoding)
    else skipField(reader, tag)
  }
  into(key, value)
}

export function readValueOrBytes(reader: Reader, decoding: Decoding): AttributeValue {
  const start = reader.pos
  const limit = reader.len
  try {
    return readAnyValue(reader, decoding, 1)
  } catch {
    reader.pos = start
    reader.len = limit
    return readBytes(reader)
  }
}

function readAnyValue(reader: Reader, decoding: Decoding, depth: number): AttributeValue {
  if (depth > MAX_VALUE_DEPTH) return readBytes(reader)
  const outerLimit = enterMessage(reader)
  let value: AttributeValue = null
  while (reader.pos < reader.len) value = readValueField(reader, decoding, depth, value)
  leaveMessage(reader, outerLimit)
  return value
}

function readValueField(
  reader: Reader,
  decoding: Decoding,
  depth: number,
  current: AttributeValue,
): AttributeValue {
  const tag = reader.tag()
  switch (tag) {
    case AnyValueTag.text:
      return readTextValue(reader, decoding)
    case AnyValueTag.boolean:
      return reader.bool()
    case AnyValueTag.integer:
      return readInt64(reader)
    case AnyValueTag.double:
      return reader.double()
    case AnyValueTag.array:
      return readArray(reader, decoding, depth)
    case AnyValueTag.map:
      return readMap(reader, decoding, depth)
    case AnyValueTag.bytes:
      return readBytes(reader)
    default:
      skipField(reader, tag)
      return current
  }
}

function readTextValue(reader: Reader, decoding: Decoding): string {
  const offset = skipBytes(reader)
  const length = reader.pos - offset
  if (length >= LONG_VALUE_BYTES) decoding.longTexts.push({ offset, length })
  return textAt(reader, offset, reader.pos)
}

function readArray(reader: Reader, decoding: Decoding, depth: number): readonly AttributeValue[] {
  const outerLimit = enterMessage(reader)
  const values: AttributeValue[] = []
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === ListTag.element) {
      chargeValue(decoding)
      values.push(readAnyValue(reader, decoding, depth + 1))
    } else skipField(reader, tag)
  }
  leaveMessage(reader, outerLimit)
  return values
}

function readMap(reader: Reader, decoding: Decoding, depth: number): AttributeMap {
  const outerLimit = enterMessage(reader)
  const values = new Map<string, AttributeValue>()
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === ListTag.element) readMapEntry(reader, decoding, depth, values)
    else skipField(reader, tag)
  }
  leaveMessage(reader, outerLimit)
  return values
}

function readMapEntry(
  reader: Reader,
  decoding: Decoding,
  depth: number,
  values: Map<string, AttributeValue>,
): void {
  chargeValue(decoding)
  const outerLimit = enterMessage(reader)
  let key = ''
  let value: AttributeValue = null
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === KeyValueTag.key) key = readKey(reader)
    else if (tag === KeyValueTag.value) value = readAnyValue(reader, decoding, depth + 1)
    else skipField(reader, tag)
  }
  leaveMessage(reader, outerLimit)
  values.set(key, value)
}

function chargeValue(decoding: Decoding): void {
  if (decoding.valuesLeft <= 0) throw new RangeError('too many values in one request')
  decoding.valuesLeft -= 1
}
