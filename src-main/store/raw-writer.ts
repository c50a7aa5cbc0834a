import { hash } from 'node:crypto'
import { createBoundedMap } from './bounded-map.ts'
import type { WritableDatabase } from './database.ts'
import { type CarriedBlocks, createLongValueWriter, spanValues } from './long-value-writer.ts'
import type { RawRecord } from './records.ts'
import { createTextWriter, spanRaw } from './text-source.ts'
import { encodeVarints } from './varint.ts'

const REMEMBERED_ORIGINS = 1024
const NO_HOLES = 0
const FIRST_SCRATCH_BYTES = 64 * 1024

/** Keeps spans as they arrived, byte for byte. */
export function createRawWriter(db: WritableDatabase) {
  const writeText = createTextWriter(db, spanRaw)
  const origins = createOriginWriter(db)
  const values = createLongValueWriter(db, spanValues)

  return {
    writeOrigin: origins.write,
    writeRaw(runKey: number, spanKey: number, raw: RawRecord, blocks?: CarriedBlocks): void {
      writeText(
        spanKey,
        cutOut(raw, (key, bytes) => values.write(runKey, key, bytes, blocks)),
      )
    },
    /** After a rollback or a deletion, remembered keys may name rows that do not exist. */
    forget(): void {
      origins.forget()
      values.forget()
    },
  }
}

/** An item without its long values, which are kept elsewhere: how many, the step to each and its key, then the rest. */
export function cutOut(
  { wire, longValues }: RawRecord,
  keep: (key: string, bytes: Buffer) => number,
): Buffer {
  const bytes = Buffer.from(wire.buffer, wire.byteOffset, wire.byteLength)
  if (longValues.length === 0) return withoutHoles(bytes)
  const holes = [longValues.length]
  const pieces: Buffer[] = []
  let end = 0
  for (const { key, offset, length } of longValues) {
    holes.push(offset - end)
    pieces.push(bytes.subarray(end, offset))
    end = offset + length
    holes.push(keep(key, bytes.subarray(offset, end)))
  }
  return Buffer.concat([encodeVarints(holes), ...pieces, bytes.subarray(end)])
}

let scratch = Buffer.alloc(FIRST_SCRATCH_BYTES)

/** Most items have no long value. The buffer is used again: what is done with the item is done before the next. */
function withoutHoles(bytes: Buffer): Buffer {
  const length = bytes.length + 1
  if (scratch.length < length) scratch = Buffer.alloc(length)
  scratch[0] = NO_HOLES
  bytes.copy(scratch, 1)
  return scratch.subarray(0, length)
}

export function createOriginWriter(db: WritableDatabase) {
  const select = db.prepare<[Uint8Array], number>('select origin_key from origins where hash = ?').pluck()
  const insert = db.prepare('insert into origins (hash, content) values (?, ?)')
  const keys = createBoundedMap<string, number>(REMEMBERED_ORIGINS)
  /** The items of a request come from few senders, and share the bytes that name them. */
  let latest: { readonly content: Uint8Array; readonly key: number } | undefined
  return {
    write(content: Uint8Array): number {
      if (latest?.content === content) return latest.key
      const digest = hash('sha256', content, 'buffer')
      const name = digest.toString('base64')
      const key = keys.get(name) ?? select.get(digest) ?? Number(insert.run(digest, content).lastInsertRowid)
      keys.set(name, key)
      latest = { content, key }
      return key
    },
    forget(): void {
      keys.clear()
      latest = undefined
    },
  }
}
