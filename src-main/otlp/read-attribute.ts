import type { Reader } from 'protobufjs/minimal.js'
import type { AttributeValue, LongValue } from './otlp-span.ts'
import { type Decoding, readKeyValue } from './read-value.ts'
import { readLeniently, skipBytes } from './wire-reader.ts'

/** Attributes of one map that are decoded; the rest stay in the wire bytes. */
const MAX_ATTRIBUTES = 1_024

/** Long texts found so far within one item; `keyPrefix` says whose attributes are being read. */
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
      if (longTexts !== undefined) noteLongTexts(longTexts, key, decoding)
    }),
  )
}

/** Takes over the long texts met since the last time, as parts of the value under `key`. */
export function noteLongTexts(longTexts: LongTexts, key: string, decoding: Decoding): void {
  for (const place of decoding.longTexts) longTexts.values.push({ key: longTexts.keyPrefix + key, ...place })
  decoding.longTexts.length = 0
}

export function startLongTexts(decoding: Decoding): LongTexts {
  decoding.longTexts.length = 0
  return { values: [], keyPrefix: '' }
}

/** Where they lie within the item that starts at `start`. */
export function placesWithin({ values }: LongTexts, start: number): LongValue[] {
  return values.map(each => ({ ...each, offset: each.offset - start }))
}
