import type { IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { constants, createGunzip, createZstdDecompress } from 'node:zlib'
import { onBuffersLetGo } from '../base/collect-garbage.ts'
import { type ExportOutcome, MAX_REQUEST_BYTES } from './accept.ts'
import { type ByteCollector, collectKnownLength, collectUnknownLength } from './byte-collector.ts'
import { errorText } from './error-text.ts'
import { type Claim, LARGE_BYTES } from './in-flight.ts'

/** In the order of preference. */
export const compressions = ['zstd', 'gzip', 'identity'] as const
export type Compression = (typeof compressions)[number]

/** A frame names its window, which is taken before anything comes out; RFC 9659 allows HTTP this much. */
const ZSTD_WINDOW_LOG = 23
const CHUNK_BYTES = 64 * 1024

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
export async function readBody(
  request: IncomingMessage,
  compression: Compression,
  claim: Claim,
): Promise<Body> {
  try {
    return { status: 'read', bytes: await collectBody(request, compression, claim) }
  } catch (error) {
    if (error instanceof BodyRefused) return { status: 'refused', outcome: error.outcome }
    if (request.destroyed && !request.complete) return { status: 'abandoned' }
    const message = `The body could not be inflated: ${errorText(error)}`
    return { status: 'refused', outcome: { status: 'malformed', message } }
  }
}

async function collectBody(
  request: IncomingMessage,
  compression: Compression,
  claim: Claim,
): Promise<Uint8Array<ArrayBuffer>> {
  const inflater = createInflater(compression, claim)
  const wireBytes = Number(request.headers['content-length'] ?? 0) || 0
  const body = inflater === undefined ? collectKnownLength(wireBytes) : collectUnknownLength()
  try {
    if (inflater === undefined) await collect(wireChunks(request), claim, body)
    else await pipeline(wireChunks(request), inflater, inflated => collect(inflated, claim, body))
    return body.take()
  } catch (error) {
    body.drop()
    throw error
  }
}

function createInflater(compression: Compression, claim: Claim) {
  switch (compression) {
    case 'identity':
      return undefined
    case 'gzip':
      return createGunzip({ chunkSize: CHUNK_BYTES })
    case 'zstd':
      if (!claim.grow(2 ** ZSTD_WINDOW_LOG)) throw new BodyRefused(noRoom())
      return createZstdDecompress({
        chunkSize: CHUNK_BYTES,
        params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG },
      })
  }
}

async function* wireChunks(request: IncomingMessage): AsyncGenerator<Buffer, void, undefined> {
  let wireBytes = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    wireBytes += chunk.length
    if (wireBytes > MAX_REQUEST_BYTES) throw new BodyRefused(tooLarge())
    yield chunk
  }
}

/**
 * Large bodies come one at a time: while one waits, nothing more is read from its socket.
 * Without room for a body, the rest is only measured: a sender must not retry what is too large anyway.
 */
async function collect(source: AsyncIterable<Buffer>, claim: Claim, body: ByteCollector): Promise<void> {
  let sizeBytes = 0
  let hasRoom = true
  let isLarge = false
  for await (const chunk of source) {
    sizeBytes += chunk.length
    onBuffersLetGo(chunk.length)
    if (sizeBytes > MAX_REQUEST_BYTES) throw new BodyRefused(tooLarge())
    if (hasRoom && !isLarge && sizeBytes > LARGE_BYTES) {
      isLarge = true
      hasRoom = await claim.takeTurn()
    }
    hasRoom &&= claim.grow(chunk.length)
    if (hasRoom) body.append(chunk)
    else {
      body.drop()
      claim.release()
    }
  }
  if (!hasRoom) throw new BodyRefused(noRoom())
}

export function tooLarge(): ExportOutcome {
  const limit = `${MAX_REQUEST_BYTES / 1024 / 1024} MiB`
  return { status: 'too-large', message: `The request is larger than ${limit}; send smaller batches` }
}

export function noRoom(): ExportOutcome {
  return { status: 'unavailable', message: 'Too many requests under way', retryAfterSeconds: 1 }
}
