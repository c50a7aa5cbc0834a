import type { ReadableDatabase } from './database.ts'
import type { ValueTable } from './long-value-writer.ts'
import { unpack } from './packing.ts'

/** An item whose long values were cut out, with its origin. */
export interface RawRow {
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

/** A span or a log record exactly as it arrived, and who sent it. */
export interface RawItem {
  readonly wire: Uint8Array
  readonly origin: Uint8Array
}

export function createRawQueries(db: ReadableDatabase) {
  const selectRaw = db.prepare<[number], RawRow>(/* sql */ `
    select packing, span_raw.content, holes, origins.content as origin
    from span_raw join spans using (span_key) join origins using (origin_key)
    where span_key = ?
  `)
  const readValue = createValueReader(db, 'long_values')
  return {
    ofSpan(spanKey: number): RawItem | undefined {
      const row = selectRaw.get(spanKey)
      return row && fillIn(row, readValue)
    },
  }
}

/** Puts the long values back where they were cut out. */
export function fillIn(row: RawRow, readValue: (valueKey: number) => Buffer): RawItem {
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
}

export function createValueReader(db: ReadableDatabase, table: ValueTable['name']) {
  const select = db.prepare<[number], ValueRow>(/* sql */ `
    select base_key as baseKey, prefix_length as prefixLength, suffix_length as suffixLength, packing, content
    from ${table} where value_key = ?
  `)
  return (valueKey: number): Buffer => {
    const chain: ValueRow[] = []
    for (let key: number | null = valueKey; key !== null; ) {
      const row: ValueRow | undefined = select.get(key)
      if (row === undefined) throw new Error(`Long value ${key} is missing`)
      chain.push(row)
      key = row.baseKey
    }
    return chain.reduceRight<Buffer>((base, row) => applyDifference(base, row), Buffer.alloc(0))
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
