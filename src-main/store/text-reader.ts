import { createBoundedMap } from './bounded-map.ts'
import type { ReadableDatabase } from './database.ts'
import { decodePack } from './pack-format.ts'
import { type Packed, unpack } from './packing.ts'
import type { TextSource } from './text-source.ts'

const REMEMBERED_PACK_BYTES = 16 * 1024 * 1024
/** Between finding a pack and reading it another may take its place; that does not happen over and over. */
const MAX_TRIES = 5

type Pack = ReadonlyMap<number, Buffer>
type PackReader = (packKey: number) => Pack | undefined

/** A pack never changes and its key is never used again, so what was read once stays true. */
const packReaders = new WeakMap<ReadableDatabase, PackReader>()

/** Reads texts, packed or not. */
export function createTextReader(db: ReadableDatabase, { source, table, key }: TextSource) {
  const selectText = db.prepare<[number], Packed>(`select packing, content from ${table} where ${key} = ?`)
  const selectPackKey = db
    .prepare<[number], number>(
      `select pack_key from packs where source = ${source} and last_key >= ? order by last_key limit 1`,
    )
    .pluck()
  const readPack = packReaderOf(db)

  return (textKey: number): Buffer | undefined => {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const row = selectText.get(textKey)
      if (row !== undefined) return bufferOf(unpack(row))
      const packKey = selectPackKey.get(textKey)
      if (packKey === undefined) return undefined
      const pack = readPack(packKey)
      if (pack !== undefined) return pack.get(textKey)
    }
    return undefined
  }
}

function packReaderOf(db: ReadableDatabase): PackReader {
  const known = packReaders.get(db)
  if (known !== undefined) return known
  const select = db.prepare<[number], Buffer>('select content from packs where pack_key = ?').pluck()
  const packs = createBoundedMap<number, Pack>(REMEMBERED_PACK_BYTES, sizeOf)
  const reader: PackReader = packKey => {
    const remembered = packs.get(packKey)
    if (remembered !== undefined) return remembered
    const content = select.get(packKey)
    if (content === undefined) return undefined
    const pack = decodePack(content)
    packs.set(packKey, pack)
    return pack
  }
  packReaders.set(db, reader)
  return reader
}

/** All texts of a pack are views of one piece of memory. */
function sizeOf(pack: Pack): number {
  const [first] = pack.values()
  return first?.buffer.byteLength ?? 0
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
