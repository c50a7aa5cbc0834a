import { hash } from 'node:crypto'
import { createBoundedMap } from './bounded-map.ts'
import type { WritableDatabase } from './database.ts'
import { pack } from './packing.ts'
import { sharedEnds } from './shared-ends.ts'

/** A value is put together from at most this many earlier ones. */
const MAX_CHAIN_LENGTH = 64
const REMEMBERED_BYTES = 32 * 1024 * 1024
const MAX_REMEMBERED_BYTES = 1024 * 1024
/** What remembering a value costs beside its bytes. */
const ENTRY_BYTES = 256

interface RememberedValue {
  readonly valueKey: number
  readonly bytes: Buffer
  readonly chainLength: number
}

/** A table of long values, and the column that says whose they are. */
export interface ValueTable {
  readonly name: 'long_values' | 'log_values'
  readonly owner: 'run_key' | 'trace_key'
}

/** Agents send their whole history with every call: a value is kept as what it adds to the one before. */
export function createLongValueWriter(db: WritableDatabase, { name, owner }: ValueTable) {
  const selectValue = db
    .prepare<[number, Uint8Array], number>(`select value_key from ${name} where ${owner} = ? and hash = ?`)
    .pluck()
  const insertValue = db.prepare(/* sql */ `
    insert into ${name} (${owner}, hash, base_key, prefix_length, suffix_length, packing, content)
    values (?, ?, ?, ?, ?, ?, ?)
  `)
  const latestValues = createBoundedMap<string, RememberedValue>(
    REMEMBERED_BYTES,
    ({ bytes }) => bytes.length + ENTRY_BYTES,
  )

  /** `key` is the attribute the value belongs to: a value resembles the last one of its own attribute. */
  function write(ownerKey: number, key: string, bytes: Buffer): number {
    const slot = `${ownerKey}:${key}`
    const latest = latestValues.get(slot)
    if (latest?.bytes.equals(bytes)) return latest.valueKey
    const digest = hash('sha256', bytes, 'buffer')
    const known = selectValue.get(ownerKey, digest)
    if (known !== undefined) return known
    const written = insert(ownerKey, digest, bytes, latest)
    if (bytes.length <= MAX_REMEMBERED_BYTES) latestValues.set(slot, written)
    return written.valueKey
  }

  function insert(
    ownerKey: number,
    digest: Buffer,
    bytes: Buffer,
    latest?: RememberedValue,
  ): RememberedValue {
    const { base, prefixLength, suffixLength } = differenceTo(latest, bytes)
    const { packing, content } = pack(bytes.subarray(prefixLength, bytes.length - suffixLength))
    const baseKey = base?.valueKey ?? null
    const row = insertValue.run(ownerKey, digest, baseKey, prefixLength, suffixLength, packing, content)
    return {
      valueKey: Number(row.lastInsertRowid),
      // A copy: a view would keep the whole request in memory.
      bytes: Buffer.from(bytes),
      chainLength: base === undefined ? 0 : base.chainLength + 1,
    }
  }

  return { write, forget: latestValues.clear }
}

function differenceTo(latest: RememberedValue | undefined, bytes: Buffer) {
  const whole = { base: undefined, prefixLength: 0, suffixLength: 0 }
  if (latest === undefined || latest.chainLength >= MAX_CHAIN_LENGTH) return whole
  const ends = sharedEnds(latest.bytes, bytes)
  const pays = ends.prefixLength + ends.suffixLength > bytes.length / 2
  return pays ? { base: latest, ...ends } : whole
}
