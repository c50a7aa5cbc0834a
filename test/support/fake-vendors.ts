import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Dialect } from '../../src-main/replay/known-providers.ts'
import { type Reply, streamOf } from './vendor-streams.ts'

export interface ReceivedRequest {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: unknown
}

/** What the server does with the next request: answers, refuses, or breaks off. */
export type Behaviour =
  | Reply
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly cutAfter: string }
  | { readonly holds: Promise<unknown>; readonly answers: Reply }

export interface FakeVendor {
  readonly address: string
  readonly origin: string
  readonly requests: ReceivedRequest[]
}

/** A server on loopback that speaks one vendor's wire format, as its documents describe it. */
export async function fakeVendor(
  dialect: Dialect,
  behave: (request: ReceivedRequest, index: number) => Behaviour,
): Promise<FakeVendor> {
  const requests: ReceivedRequest[] = []
  const server = createServer(async (request, response) => {
    const received = await read(request)
    if (request.method === 'GET') return respondWithModels(response)
    requests.push(received)
    await respond(dialect, response, behave(received, requests.length - 1))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { origin, address: `${origin}/${dialect === 'google' ? 'v1beta' : 'v1'}`, requests }
}

async function read(request: IncomingMessage): Promise<ReceivedRequest> {
  const text = Buffer.concat(await request.toArray()).toString()
  return { path: request.url ?? '', headers: request.headers, body: text === '' ? {} : JSON.parse(text) }
}

function respondWithModels(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ object: 'list', data: [{ id: 'local-model', object: 'model' }] }))
}

async function respond(dialect: Dialect, response: ServerResponse, behaviour: Behaviour): Promise<void> {
  if ('holds' in behaviour) {
    await behaviour.holds
    return respond(dialect, response, behaviour.answers)
  }
  if ('status' in behaviour) {
    response.writeHead(behaviour.status, { 'content-type': 'application/json', ...behaviour.headers })
    response.end(
      JSON.stringify({ error: { message: 'as the test wants', type: 'test_error', code: behaviour.status } }),
    )
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  if ('cutAfter' in behaviour) {
    const [first = '', second = ''] = streamOf(dialect, { text: behaviour.cutAfter })
    response.write(first + second)
    setImmediate(() => response.destroy())
    return
  }
  for (const chunk of streamOf(dialect, behaviour)) response.write(chunk)
  response.end()
}
