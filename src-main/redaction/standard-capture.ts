import { hash } from 'node:crypto'
import type { WireEdit } from '../otlp/wire-edit.ts'
import type { LeftOut } from './left-out.ts'
import { rewriteJson, startsLikeJson } from './rewrite-json.ts'

/** Smaller pictures are icons: what stands for them would be no shorter. */
const MIN_BINARY_BYTES = 1024
const MAX_JSON_DEPTH = 8
const DIGEST_DIGITS = 16

const DATA_URL = /data:([\w.+-]+\/[\w.+-]+)?(?:;[\w=.+-]+)*;base64,([A-Za-z0-9+/_-]+={0,2})/g
/** Base64 that stands alone; prose has spaces, and a hash is shorter. */
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/

/** Keeps all words, and of encoded pictures, sounds and files what they are, how large, and which. */
export function createStandardCapture(leftOut: LeftOut): WireEdit {
  const text = (whole: string) => withoutBinary(whole, 0)

  function withoutBinary(whole: string, depth: number): string {
    if (whole.length < MIN_BINARY_BYTES) return whole
    if (depth < MAX_JSON_DEPTH && startsLikeJson(whole)) {
      const rewritten = rewriteJson(whole, {
        member: () => undefined,
        text: inner => withoutBinary(inner, depth + 1),
      })
      return rewritten.isWhole ? rewritten.text : plain(rewritten.text)
    }
    return plain(whole)
  }

  function plain(whole: string): string {
    if (BASE64.test(whole)) return stands(whole, 'base64', Buffer.from(whole, 'base64'))
    if (!whole.includes(';base64,')) return whole
    return whole.replace(DATA_URL, (url: string, type: string | undefined, encoded: string) =>
      stands(url, type ?? 'data', Buffer.from(encoded, 'base64')),
    )
  }

  function stands(original: string, type: string, bytes: Uint8Array): string {
    if (original.length < MIN_BINARY_BYTES) return original
    leftOut.add(original.length)
    return `[not captured: ${type}, ${bytes.length} bytes, sha256:${hash('sha256', bytes).slice(0, DIGEST_DIGITS)}]`
  }

  return {
    text,
    bytes(bytes) {
      if (bytes.length < MIN_BINARY_BYTES) return undefined
      leftOut.add(bytes.length)
      const digest = hash('sha256', bytes).slice(0, DIGEST_DIGITS)
      return `[not captured: bytes, ${bytes.length} bytes, sha256:${digest}]`
    },
    member: () => 'read-on',
    key: key => key,
    integer: () => undefined,
    field: whole => whole,
    keepsUnknown: () => true,
  }
}
