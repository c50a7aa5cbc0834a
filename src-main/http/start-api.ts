import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { listenOnLoopback } from '../base/loopback.ts'
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

/** Serves the API on both loopback addresses. A taken port rejects with the error of the socket. */
export async function startApi(options: StartApiOptions): Promise<RunningApi> {
  const stopping = new AbortController()
  const bound = { port: options.port }
  const api = createApi({ ...options, port: () => bound.port, stopping: stopping.signal })
  const listener = getRequestListener(api.fetch)
  const unanswered = new Set<ServerResponse>()
  const servers: Server[] = []
  const create = () => {
    const server = createServer(limits, (incoming, outgoing) => {
      unanswered.add(outgoing)
      outgoing.once('close', () => unanswered.delete(outgoing))
      void listener(incoming, outgoing)
    })
    server.maxConnections = connectionsAtMost
    servers.push(server)
    return server
  }

  const sockets = await listenOnLoopback(create, options.port)
  bound.port = sockets.port
  return {
    port: sockets.port,
    async close() {
      stopping.abort()
      const closed = sockets.close()
      await allAnswered(unanswered)
      // Browsers keep connections they have not used yet, which would hold the port for nothing.
      for (const server of servers) server.closeAllConnections()
      await closed
    },
  }
}

async function allAnswered(unanswered: ReadonlySet<ServerResponse>): Promise<void> {
  const deadline = AbortSignal.timeout(finishWithinMs)
  const answered = [...unanswered].map(outgoing => once(outgoing, 'close', { signal: deadline }))
  await Promise.allSettled(answered)
}
