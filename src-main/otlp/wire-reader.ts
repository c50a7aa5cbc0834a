import { Reader } from 'protobufjs/minimal.js'

/** Over a Buffer, strings are decoded natively and broken UTF-8 becomes U+FFFD instead of an error. */
export function createReader(bytes: Uint8Array): Reader {
  return Reader.create(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

/** Narrows the reader to the length-delimited message it stands before; returns the limit to restore. */
export function enterMessage(reader: Reader): number {
  const outerLimit = reader.len
  const end = reader.size() + reader.pos
  if (end > outerLimit) throw new RangeError('a length reaches past the end of its message')
  reader.len = end
  return outerLimit
}

export function leaveMessage(reader: Reader, outerLimit: number): void {
  reader.pos = reader.len
  reader.len = outerLimit
}

/** Reads the message ahead as far as it can be read; a broken rest is passed over. */
export function readLeniently(reader: Reader, readFields: () => void): void {
  const outerLimit = enterMessage(reader)
  const end = reader.len
  try {
    readFields()
  } catch {
    // The bytes of a broken part stay in the span's wire form.
  }
  reader.len = end
  leaveMessage(reader, outerLimit)
}

export function skipField(reader: Reader, tag: number): void {
  reader.skipType(tag & 7, 0, tag >>> 3)
}

/** Moves past length-delimited bytes and returns where they begin. */
export function skipBytes(reader: Reader): number {
  const length = reader.size()
  const start = reader.pos
  reader.skip(length)
  return start
}

export function readFixed64(reader: Reader): bigint {
  const low = reader.fixed32()
  return (BigInt(reader.fixed32()) << 32n) | BigInt(low)
}

export function readInt64(reader: Reader): number | bigint {
  const { low, high } = reader.int64()
  const value = high * 2 ** 32 + (low >>> 0)
  return Number.isSafeInteger(value) ? value : (BigInt(high) << 32n) | BigInt(low >>> 0)
}

/** Ids have 8 or 16 bytes; of anything longer, enough is read to see that it is none. */
export function readHexId(reader: Reader): string {
  const start = skipBytes(reader)
  return bufferOf(reader).toString('hex', start, Math.min(reader.pos, start + 17))
}

export function readText(reader: Reader): string {
  return textAt(reader, skipBytes(reader), reader.pos)
}

export function textAt(reader: Reader, start: number, end: number): string {
  return bufferOf(reader).toString('utf8', start, end)
}

/** A view, not a copy. */
export function readBytes(reader: Reader): Uint8Array {
  return bytesAt(reader, skipBytes(reader), reader.pos)
}

/** A view, not a copy. */
export function bytesAt(reader: Reader, start: number, end: number): Uint8Array {
  return new Uint8Array(reader.buf.buffer, reader.buf.byteOffset + start, end - start)
}

function bufferOf(reader: Reader): Buffer {
  // Every reader here is made by createReader, which only reads Buffers.
  return reader.buf as Buffer
}
