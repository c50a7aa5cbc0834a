import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { createVarintReader, encodeVarints } from './varint.ts'

/** Between this and the next that gain a percent, the time doubles. */
const ZSTD_LEVEL = 9

/** Many texts, in the order of their keys, compressed as one: how many, the step to each key, each length, then all. */
export function encodePack(texts: readonly (readonly [key: number, bytes: Uint8Array])[]): Buffer {
  const numbers = [texts.length]
  let previous = 0
  for (const [key, bytes] of texts) {
    numbers.push(key - previous, bytes.length)
    previous = key
  }
  const whole = Buffer.concat([encodeVarints(numbers), ...texts.map(([, bytes]) => bytes)])
  return zstdCompressSync(whole, { params: { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL } })
}

export function decodePack(content: Uint8Array): ReadonlyMap<number, Buffer> {
  const reader = createVarintReader(zstdDecompressSync(content))
  const places: { key: number; length: number }[] = []
  let key = 0
  for (let left = reader.number(); left > 0; left--) {
    key += reader.number()
    places.push({ key, length: reader.number() })
  }
  return new Map(places.map(place => [place.key, reader.bytes(place.length)]))
}
