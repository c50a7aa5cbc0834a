import { parseJson } from '../../../format/parse-json.ts'

/** What a block of kind image, audio or file holds: its bytes, or only where they are. */
export type Media =
  | { readonly type: 'data'; readonly mediaType: string; readonly base64: string }
  | { readonly type: 'address'; readonly address: string }

const DATA_ADDRESS = /^data:([\w.+-]+\/[\w.+-]+)?(?:;[\w=.+-]+)*;base64,/i
const BASE64 = /^[A-Za-z0-9+/_-]{64,}={0,2}\s*$/

export function readMedia(text: string): Media {
  const source = sourceOf(text).trim()
  const head = DATA_ADDRESS.exec(source.slice(0, 200))
  if (head !== null) {
    return {
      type: 'data',
      mediaType: head[1]?.toLowerCase() ?? 'application/octet-stream',
      base64: source.slice(head[0].length),
    }
  }
  // A file id is short; what is longer and nothing but base64 is the file itself.
  if (source.length > 256 && BASE64.test(source.slice(0, 4096))) {
    return { type: 'data', mediaType: 'application/octet-stream', base64: source }
  }
  return { type: 'address', address: source }
}

function sourceOf(text: string): string {
  const json = parseJson(text.length > 10_000 && !text.startsWith('{') ? '' : text)
  if (json === undefined || typeof json !== 'object' || json === null || !('source' in json)) return text
  return typeof json.source === 'string' ? json.source : text
}

/** The bytes, or undefined where the text is no base64. */
export function decodeBase64(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const binary = atob(base64.replace(/-/g, '+').replace(/_/g, '/'))
    const bytes = new Uint8Array(binary.length)
    for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at)
    return bytes
  } catch {
    return undefined
  }
}
