import { MAX_REQUEST_BYTES } from './accept.ts'

export interface ByteCollector {
  append(chunk: Uint8Array): void
  /** Everything in an ArrayBuffer of its own, which can be given away. */
  take(): Uint8Array<ArrayBuffer>
  drop(): void
}

/** For a body whose length is known: each piece is copied to its place, and nothing is held twice. */
export function collectKnownLength(expectedBytes: number): ByteCollector {
  let buffer = new ArrayBuffer(Math.min(MAX_REQUEST_BYTES, expectedBytes))
  let length = 0
  return {
    append(chunk) {
      const needed = length + chunk.length
      if (needed > buffer.byteLength) buffer = buffer.transfer(Math.max(needed, 2 * buffer.byteLength))
      new Uint8Array(buffer).set(chunk, length)
      length = needed
    },
    take: () => new Uint8Array(buffer.transfer(length)),
    drop() {
      buffer = buffer.transfer(0)
      length = 0
    },
  }
}

/** For a body that is inflated: its pieces are kept until their length is known, and let go when it is. */
export function collectUnknownLength(): ByteCollector {
  let chunks: Uint8Array[] = []
  return {
    append: chunk => void chunks.push(chunk),
    take() {
      const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
      let offset = 0
      for (const chunk of chunks) {
        bytes.set(chunk, offset)
        offset += chunk.length
      }
      chunks = []
      return bytes
    },
    drop() {
      chunks = []
    },
  }
}
