import type { ConnectionLog } from './connection-log.ts'
import { countBytes } from './count-bytes.ts'

export type Fetch = typeof globalThis.fetch

export interface Permission {
  /** Stands beside every connection in the log. */
  readonly why: string
  /** Such as `https://api.example.com`; nothing else is reached, not by a redirect either. */
  readonly origins: readonly string[]
}

/** A request went where nobody asked for, so it was not sent. */
export class OutboundRefused extends Error {
  override readonly name = 'OutboundRefused'
}

/** A fetch that reaches only what the permission names, logs what it does and follows no redirect. */
export function permittedFetch({ why, origins }: Permission, log: ConnectionLog, closed: AbortSignal): Fetch {
  const allowed = new Set(origins.map(origin => new URL(origin).origin))
  return async (input, init) => {
    const request = new Request(input, init)
    const url = new URL(request.url)
    const tell = log.open({ atMs: Date.now(), ...placeOf(url), why, sentBytes: sizeOf(init?.body) })
    if (closed.aborted || !allowed.has(url.origin)) {
      tell({ outcome: 'refused' })
      throw new OutboundRefused(`Nothing here asked for ${url.origin}, so nothing was sent there.`)
    }
    try {
      const signal = AbortSignal.any([request.signal, closed])
      const response = await globalThis.fetch(request, { signal, redirect: 'manual' })
      tell({ outcome: 'answered', status: response.status })
      return countBytes(response, receivedBytes => tell({ receivedBytes }))
    } catch (error) {
      tell({ outcome: 'failed' })
      throw error
    }
  }
}

function placeOf({ protocol, hostname, port }: URL) {
  const host = hostname.replace(/^\[|\]$/g, '')
  const isLoopback = host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
  return { host, port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port), isLoopback }
}

function sizeOf(body: RequestInit['body'] | undefined): number {
  if (typeof body === 'string') return Buffer.byteLength(body)
  return body instanceof Uint8Array || body instanceof ArrayBuffer ? body.byteLength : 0
}
