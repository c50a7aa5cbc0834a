import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** How a stored value is packed; the number is what the column holds. */
export const PLAIN = 0
const ZSTD = 1

/** Smaller values are compressed together, later: on its own each would gain little and cost much. */
export const WORTH_PACKING_BYTES = 32 * 1024

export interface Packed {
  readonly packing: number
  readonly content: Uint8Array
}

export function pack(bytes: Uint8Array): Packed {
  if (bytes.length < WORTH_PACKING_BYTES) return { packing: PLAIN, content: bytes }
  const packed = zstdCompressSync(bytes)
  return packed.length < bytes.length * 0.9
    ? { packing: ZSTD, content: packed }
    : { packing: PLAIN, content: bytes }
}

export function unpack({ packing, content }: Packed): Uint8Array {
  return packing === ZSTD ? zstdDecompressSync(content) : content
}
