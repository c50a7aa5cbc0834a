import type { Reader } from 'protobufjs/minimal.js'
import { type AttributeValue, LONG_VALUE_BYTES, type LongValue } from './otlp-span.ts'
import { type Decoding, readKeyValue } from './read-value.ts'
import { readLeniently, skipBytes } from './wire-reader.ts'

/** Attributes of one map that are decoded; the rest stay in the wire bytes. */
const MAX_ATTRIBUTES = 1_024

/** Long texts found so far; `keyPrefix` says whose attributes are being read. */
export interface LongTexts {
  readonly values: LongValue[]
  keyPrefix: string
}

/** Reads one KeyValue message into the map. A broken one is left out, so it never costs its span. */
export function readAttribute(
  reader: Reader,
  decoding: Decoding,
  attributes: Map<string, AttributeValue>,
  longTexts?: LongTexts,
): void {
  if (attributes.size >= MAX_ATTRIBUTES || decoding.valuesLeft <= 0) {
    skipBytes(reader)
    return
  }
  readLeniently(reader, () =>
    readKeyValue(reader, decoding, (key, value) => {
      attributes.set(key, value)
      if (longTexts !== undefined && typeof value === 'string') noteLongText(longTexts, key, decoding)
    }),
  )
}

function noteLongText(longTexts: LongTexts, key: string, decoding: Decoding): void {
  const length = decoding.textEnd - decoding.textStart
  if (length < LONG_VALUE_BYTES) return
  longTexts.values.push({ key: longTexts.keyPrefix + key, offset: decoding.textStart, length })
}
