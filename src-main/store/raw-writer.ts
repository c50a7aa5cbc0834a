import { hash } from 'node:crypto'
import { createBoundedMap } from './bounded-map.ts'
import type { WritableDatabase } from './database.ts'
import { createLongValueWriter } from './long-value-writer.ts'
import { pack } from './packing.ts'
import type { RawRecord } from './records.ts'

const REMEMBERED_ORIGINS = 1024

/** Keeps spans as they arrived, byte for byte. */
export function createRawWriter(db: WritableDatabase) {
  const insertRaw = db.prepare(
    'insert or replace into span_raw (span_key, packing, content, holes) values (?, ?, ?, ?)',
  )
  const origins = createOriginWriter(db)
  const values = createLongValueWriter(db, { name: 'long_values', owner: 'run_key' })

  return {
    writeOrigin: origins.write,
    writeRaw(runKey: number, spanKey: number, raw: RawRecord): void {
      const { packing, content, holes } = cutOut(raw, (key, bytes) => values.write(runKey, key, bytes))
      insertRaw.run(spanKey, packing, content, holes)
    },
    /** After a rollback or a deletion, remembered keys may name rows that do not exist. */
    forget(): void {
      origins.forget()
      values.forget()
    },
  }
}

/** Packs what is left of an item when its long values are kept elsewhere, and where each of them belongs. */
export function cutOut({ wire, longValues }: RawRecord, keep: (key: string, bytes: Buffer) => number) {
  const bytes = Buffer.from(wire.buffer, wire.byteOffset, wire.byteLength)
  if (longValues.length === 0) return { ...pack(bytes), holes: null }
  const holes: number[][] = []
  const pieces: Buffer[] = []
  let end = 0
  for (const { key, offset, length } of longValues) {
    pieces.push(bytes.subarray(end, offset))
    end = offset + length
    holes.push([offset, length, keep(key, bytes.subarray(offset, end))])
  }
  pieces.push(bytes.subarray(end))
  return { ...pack(Buffer.concat(pieces)), holes: JSON.stringify(holes) }
}

export function createOriginWriter(db: WritableDatabase) {
  const select = db.prepare<[Uint8Array], number>('select origin_key from origins where hash = ?').pluck()
  const insert = db.prepare('insert into origins (hash, content) values (?, ?)')
  const keys = createBoundedMap<string, number>(REMEMBERED_ORIGINS)
  return {
    write(content: Uint8Array): number {
      const digest = hash('sha256', content, 'buffer')
      const name = digest.toString('base64')
      const key = keys.get(name) ?? select.get(digest) ?? Number(insert.run(digest, content).lastInsertRowid)
      keys.set(name, key)
      return key
    },
    forget: keys.clear,
  }
}
