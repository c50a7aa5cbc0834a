export type JsonScan = 'ok' | 'too-deep' | 'too-many'

/** An AnyValue takes four levels of JSON for one of its own. */
const MAX_DEPTH = 512
/** Objects, arrays and commas; a request of a million attributes has about four times as many. */
const MAX_PARTS = 4_000_000

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Looks at the bytes of a JSON text before anything is allocated for what it says. */
export function scanJson(bytes: Uint8Array): JsonScan {
  let depth = 0
  let parts = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === QUOTE) at = endOfString(bytes, at + 1)
    else {
      const step = depthStep(byte)
      depth += step
      if (step > 0 || byte === 0x2c) parts += 1
    }
    if (depth > MAX_DEPTH) return 'too-deep'
    if (parts > MAX_PARTS) return 'too-many'
  }
  return 'ok'
}

/** How far `{`, `[`, `}` and `]` go in or out. */
function depthStep(byte: number | undefined): number {
  if (byte === 0x7b || byte === 0x5b) return 1
  return byte === 0x7d || byte === 0x5d ? -1 : 0
}

function endOfString(bytes: Uint8Array, start: number): number {
  for (let at = start; at < bytes.length; at += 1) {
    if (bytes[at] === QUOTE) return at
    if (bytes[at] === BACKSLASH) at += 1
  }
  return bytes.length
}
