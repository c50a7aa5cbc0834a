import type { ReadableDatabase } from './database.ts'
import { createTextReader } from './text-reader.ts'
import { longValueTexts, spanRaw } from './text-source.ts'
import { createValueReader } from './value-reader.ts'
import { createVarintReader } from './varint.ts'

/** A span or a log record exactly as it arrived, and who sent it. */
export interface RawItem {
  readonly wire: Uint8Array
  readonly origin: Uint8Array
}

export function createRawQueries(db: ReadableDatabase) {
  const selectOrigin = db
    .prepare<[number], Uint8Array>(
      'select content from spans join origins using (origin_key) where span_key = ?',
    )
    .pluck()
  const readRaw = createTextReader(db, spanRaw)
  const readValue = createValueReader(db, longValueTexts)
  return {
    ofSpan(spanKey: number): RawItem | undefined {
      const origin = selectOrigin.get(spanKey)
      const raw = readRaw(spanKey)
      return origin && raw && { wire: fillIn(raw, readValue), origin }
    },
  }
}

/** Puts the long values back where they were cut out. */
export function fillIn(raw: Buffer, readValue: (valueKey: number) => Buffer): Buffer {
  const reader = createVarintReader(raw)
  const holes = Array.from({ length: reader.number() }, () => ({
    step: reader.number(),
    valueKey: reader.number(),
  }))
  const pieces: Buffer[] = []
  for (const { step, valueKey } of holes) pieces.push(reader.bytes(step), readValue(valueKey))
  return Buffer.concat([...pieces, reader.rest()])
}
