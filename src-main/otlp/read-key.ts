import type { Reader } from 'protobufjs/minimal.js'
import { skipBytes, textAt } from './wire-reader.ts'

const MAX_REMEMBERED_BYTES = 64
const SLOTS = 1024

interface KnownKey {
  readonly bytes: Uint8Array
  readonly text: string
}

/** Senders use few keys again and again; a known one is told by its bytes, several times faster than decoded. */
const known: (KnownKey | undefined)[] = new Array(SLOTS).fill(undefined)

export function readKey(reader: Reader): string {
  const start = skipBytes(reader)
  const end = reader.pos
  if (end - start > MAX_REMEMBERED_BYTES) return textAt(reader, start, end)
  const slot = slotOf(reader.buf, start, end)
  const candidate = known[slot]
  if (candidate !== undefined && isSame(candidate.bytes, reader.buf, start, end)) return candidate.text
  const text = textAt(reader, start, end)
  known[slot] = { bytes: Uint8Array.from(reader.buf.subarray(start, end)), text }
  return text
}

function slotOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0
  for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0
  return (hash ^ (hash >>> 15)) & (SLOTS - 1)
}

function isSame(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (key.length !== end - start) return false
  for (let at = 0; at < key.length; at += 1) if (key[at] !== bytes[start + at]) return false
  return true
}
