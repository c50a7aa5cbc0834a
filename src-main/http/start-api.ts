import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { promisify } from 'node:util'
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
const portAttempts = 10

/** Serves the API on both loopback addresses. A taken port rejects with the error of the socket. */
export async function startApi(options: StartApiOptions): Promise<RunningApi> {
  const stopping = new AbortController()
  const bound = { port: options.port }
  const api = createApi({ ...options, port: () => bound.port, stopping: stopping.signal })
  const listener = getRequestListener(api.fetch)
  const unanswered = new Set<ServerResponse>()
  const create = () => {
    const server = createServer(limits, (incoming, outgoing) => {
      unanswered.add(outgoing)
      outgoing.once('close', () => unanswered.delete(outgoing))
      void listener(incoming, outgoing)
    })
    server.maxConnections = connectionsAtMost
    return server
  }

  const servers = await listenOnLoopback(create, options.port)
  bound.port = portOf(servers[0])
  return {
    port: bound.port,
    async close() {
      stopping.abort()
      const closed = servers.map(server => once(server, 'close'))
      for (const server of servers) server.close()
      await allAnswered(unanswered)
      // Browsers keep connections they have not used yet, which would hold the port for nothing.
      for (const server of servers) server.closeAllConnections()
      await Promise.all(closed)
    },
  }
}

async function allAnswered(unanswered: ReadonlySet<ServerResponse>): Promise<void> {
  const deadline = AbortSignal.timeout(finishWithinMs)
  const answered = [...unanswered].map(outgoing => once(outgoing, 'close', { signal: deadline }))
  await Promise.allSettled(answered)
}

async function listenOnLoopback(create: () => Server, port: number, attempt = 1): Promise<Server[]> {
  const first = await listen(create(), '127.0.0.1', port)
  try {
    return [first, await listen(create(), '::1', portOf(first))]
  } catch (error) {
    // Without IPv6 the first address is all there is; but a port someone else holds on ::1 is taken.
    if (!isTaken(error)) return [first]
    await promisify(first.close.bind(first))()
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

function portOf(server: Server | undefined): number {
  const address = server?.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
