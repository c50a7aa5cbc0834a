import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { type ApiOptions, createApi } from './create-api.ts'

export type StartApiOptions = Omit<ApiOptions, 'port' | 'stopping'> & {
  /** 0 takes any free port. */
  readonly port: number
}

export interface RunningApi {
  readonly port: number
  close(): Promise<void>
}

const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 30_000,
}
const connectionsAtMost = 256
const finishWithinMs = 2_000
const sweepMs = 20
const portAttempts = 10

/** Serves the API on both loopback addresses. A taken port rejects with the error of the socket. */
export async function startApi(options: StartApiOptions): Promise<RunningApi> {
  const stopping = new AbortController()
  const bound = { port: options.port }
  const api = createApi({ ...options, port: () => bound.port, stopping: stopping.signal })
  const listener = getRequestListener(api.fetch)
  const create = () => {
    const server = createServer(limits, (incoming, outgoing) => void listener(incoming, outgoing))
    server.maxConnections = connectionsAtMost
    return server
  }

  const servers = await listenOnLoopback(create, options.port)
  bound.port = portOf(servers[0])
  return {
    port: bound.port,
    async close() {
      stopping.abort()
      await Promise.all(servers.map(closeServer))
    },
  }
}

async function listenOnLoopback(create: () => Server, port: number, attempt = 1): Promise<Server[]> {
  const first = await listen(create(), '127.0.0.1', port)
  try {
    return [first, await listen(create(), '::1', portOf(first))]
  } catch (error) {
    // Without IPv6 the first address is all there is; but a port someone else holds on ::1 is taken.
    if (!isTaken(error)) return [first]
    await closeServer(first)
    if (port !== 0 || attempt === portAttempts) throw error
    return listenOnLoopback(create, port, attempt + 1)
  }
}

function listen(server: Server, host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject)
      resolve(server)
    })
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise(resolve => {
    const deadline = setTimeout(() => server.closeAllConnections(), finishWithinMs)
    // A connection that was busy when the server closed is not let go by itself once it falls idle.
    const sweep = setInterval(() => server.closeIdleConnections(), sweepMs)
    server.close(() => {
      clearTimeout(deadline)
      clearInterval(sweep)
      resolve()
    })
  })
}

function portOf(server: Server | undefined): number {
  const address = server?.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
