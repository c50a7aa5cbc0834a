import type { ReadableDatabase } from './database.ts'
import { unpack } from './packing.ts'

interface RawRow {
  readonly packing: number
  readonly content: Uint8Array
  readonly holes: string | null
  readonly origin: Uint8Array
}

interface ValueRow {
  readonly baseKey: number | null
  readonly prefixLength: number
  readonly suffixLength: number
  readonly packing: number
  readonly content: Uint8Array
}

export interface RawSpan {
  readonly wire: Uint8Array
  readonly origin: Uint8Array
}

/** Gives back a span exactly as it arrived. */
export function createRawQueries(db: ReadableDatabase) {
  const selectRaw = db.prepare<[number], RawRow>(/* sql */ `
    select packing, span_raw.content, holes, origins.content as origin
    from span_raw join spans using (span_key) join origins using (origin_key)
    where span_key = ?
  `)
  const selectValue = db.prepare<[number], ValueRow>(/* sql */ `
    select base_key as baseKey, prefix_length as prefixLength, suffix_length as suffixLength, packing, content
    from long_values where value_key = ?
  `)

  function readValue(valueKey: number): Buffer {
    const chain: ValueRow[] = []
    for (let key: number | null = valueKey; key !== null; ) {
      const row: ValueRow | undefined = selectValue.get(key)
      if (row === undefined) throw new Error(`Long value ${key} is missing`)
      chain.push(row)
      key = row.baseKey
    }
    return chain.reduceRight<Buffer>((base, row) => applyDifference(base, row), Buffer.alloc(0))
  }

  return {
    ofSpan(spanKey: number): RawSpan | undefined {
      const row = selectRaw.get(spanKey)
      if (row === undefined) return undefined
      const skeleton = Buffer.from(unpack(row))
      const holes: [offset: number, length: number, valueKey: number][] = JSON.parse(row.holes ?? '[]')
      const pieces: Buffer[] = []
      let taken = 0
      let filled = 0
      for (const [offset, length, valueKey] of holes) {
        pieces.push(skeleton.subarray(taken, offset - filled), readValue(valueKey))
        taken = offset - filled
        filled += length
      }
      pieces.push(skeleton.subarray(taken))
      return { wire: Buffer.concat(pieces), origin: row.origin }
    },
  }
}

function applyDifference(base: Buffer, row: ValueRow): Buffer {
  const rest = unpack(row)
  if (row.baseKey === null) return Buffer.from(rest)
  return Buffer.concat([
    base.subarray(0, row.prefixLength),
    rest,
    base.subarray(base.length - row.suffixLength),
  ])
}
