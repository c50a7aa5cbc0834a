import type { IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type ExportOutcome, MAX_REQUEST_BYTES } from './accept.ts'
import { errorText } from './error-text.ts'
import type { Claim } from './in-flight.ts'

export type Body =
  /** `bytes` has an ArrayBuffer of its own, which can be transferred to a worker. */
  | { readonly status: 'read'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly status: 'refused'; readonly outcome: ExportOutcome }
  /** The sender left; nobody waits for an answer. */
  | { readonly status: 'abandoned' }

class BodyRefused extends Error {
  readonly outcome: ExportOutcome
  constructor(outcome: ExportOutcome) {
    super(outcome.status)
    this.outcome = outcome
  }
}

/** Reads and inflates a request body chunk by chunk, so nothing larger than the limits is ever held. */
export async function readBody(request: IncomingMessage, isGzip: boolean, claim: Claim): Promise<Body> {
  try {
    return { status: 'read', bytes: await collectBody(request, isGzip, claim) }
  } catch (error) {
    if (error instanceof BodyRefused) return { status: 'refused', outcome: error.outcome }
    if (request.destroyed && !request.complete) return { status: 'abandoned' }
    const message = `The body could not be inflated: ${errorText(error)}`
    return { status: 'refused', outcome: { status: 'malformed', message } }
  }
}

async function collectBody(
  request: IncomingMessage,
  isGzip: boolean,
  claim: Claim,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = []
  if (isGzip) {
    await pipeline(wireChunks(request), createGunzip({ chunkSize: 64 * 1024 }), inflated =>
      collect(inflated, claim, chunks),
    )
  } else await collect(wireChunks(request), claim, chunks)
  return join(chunks)
}

async function* wireChunks(request: IncomingMessage): AsyncGenerator<Buffer, void, undefined> {
  let wireBytes = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    wireBytes += chunk.length
    if (wireBytes > MAX_REQUEST_BYTES) throw new BodyRefused(tooLarge())
    yield chunk
  }
}

/** Without room for a body, the rest is only measured: a sender must not retry what is too large anyway. */
async function collect(source: AsyncIterable<Buffer>, claim: Claim, chunks: Buffer[]): Promise<void> {
  let sizeBytes = 0
  let hasRoom = true
  for await (const chunk of source) {
    sizeBytes += chunk.length
    if (sizeBytes > MAX_REQUEST_BYTES) throw new BodyRefused(tooLarge())
    hasRoom &&= claim.grow(chunk.length)
    if (hasRoom) chunks.push(chunk)
    else {
      chunks.length = 0
      claim.release()
    }
  }
  if (!hasRoom) throw new BodyRefused(noRoom())
}

function join(chunks: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}

export function tooLarge(): ExportOutcome {
  const limit = `${MAX_REQUEST_BYTES / 1024 / 1024} MiB`
  return { status: 'too-large', message: `The request is larger than ${limit}; send smaller batches` }
}

export function noRoom(): ExportOutcome {
  return { status: 'unavailable', message: 'Too many requests under way', retryAfterSeconds: 1 }
}
