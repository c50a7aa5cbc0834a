import { once } from 'node:events'
import type { Server } from 'node:net'
import { promisify } from 'node:util'
import { errorCode } from './error-code.ts'

const ADDRESSES = ['127.0.0.1', '::1'] as const
/** A port that is free on IPv4 may be taken on IPv6. */
const FREE_PORT_ATTEMPTS = 10

export interface LoopbackSockets {
  readonly port: number
  /** Stops accepting; resolves when every connection has ended. */
  close(): Promise<void>
}

/** Listens on 127.0.0.1 and, where the machine has it, on [::1] at the same port. Port 0 takes a free one. */
export async function listenOnLoopback(createServer: () => Server, port: number): Promise<LoopbackSockets> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await listenOnBoth(createServer, port)
    } catch (error) {
      if (port !== 0 || attempt === FREE_PORT_ATTEMPTS || errorCode(error) !== 'EADDRINUSE') throw error
    }
  }
}

/** Whether a Host or :authority names this machine and this port, so no foreign name was resolved to us. */
export function isLoopbackHost(host: string | undefined, port: number | undefined): boolean {
  const match = /^(localhost|127\.0\.0\.1|\[::1\])(?::(\d{1,5}))?$/i.exec(host ?? '')
  return match !== null && (match[2] === undefined || Number(match[2]) === port)
}

async function listenOnBoth(createServer: () => Server, wantedPort: number): Promise<LoopbackSockets> {
  const servers: Server[] = []
  let port = wantedPort
  try {
    for (const address of ADDRESSES) {
      const server = createServer()
      if (!(await isListening(server, address, port))) continue
      servers.push(server)
      port = portOf(server)
    }
  } catch (error) {
    await closeAll(servers)
    throw error
  }
  let closed: Promise<void> | undefined
  const close = () => {
    closed ??= closeAll(servers)
    return closed
  }
  return { port, close }
}

/** False when the machine has no such address. */
async function isListening(server: Server, host: string, port: number): Promise<boolean> {
  server.listen({ host, port, exclusive: true })
  try {
    await once(server, 'listening')
    return true
  } catch (error) {
    const isMissing = errorCode(error) === 'EADDRNOTAVAIL' || errorCode(error) === 'EAFNOSUPPORT'
    if (isMissing && host === '::1') return false
    throw error
  }
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(servers.map(server => promisify(server.close.bind(server))()))
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A loopback socket has no port')
  return address.port
}
