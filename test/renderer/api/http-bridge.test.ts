import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import type { Connection } from '../../../src-renderer/api/connection.ts'
import { createHttpBridge, type HttpBridge } from '../../../src-renderer/api/http-bridge.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean()
})

/** An API of a few lines: answers, refuses and streams as the real one does. */
async function anApi(port = 0) {
  const streams: ServerResponse[] = []
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers['last-event-id'] ?? ''}`.trim())
    if (request.headers.authorization !== 'Bearer good') {
      response.writeHead(401, { 'content-type': 'application/json' })
      response.end('{"code":"refused","reason":"no"}')
    } else if (request.url === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.flushHeaders()
      streams.push(response)
    } else if (request.url === '/runs/none') {
      response.writeHead(404, { 'content-type': 'application/json' })
      response.end('{"code":"run-not-found","runId":"none"}')
    } else {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end('{"theme":"dark"}')
    }
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  const stop = () => {
    server.closeAllConnections()
    server.close()
  }
  cleanups.push(stop)
  // A server that listens on TCP has an address of this kind.
  return { port: (server.address() as AddressInfo).port, streams, seen, stop }
}

function bridgeTo(port: number, token = 'good') {
  const connections: Connection[] = []
  const bridge: HttpBridge = createHttpBridge({
    base: `http://127.0.0.1:${port}`,
    token,
    onConnection: connection => connections.push(connection),
  })
  cleanups.push(() => bridge.close())
  return { bridge, connections }
}

test('an answer is a value and a problem is the problem', async () => {
  const { port } = await anApi()
  const { bridge } = bridgeTo(port)

  expect(await bridge.call('settings.get', {})).toEqual({ ok: true, value: { theme: 'dark' } })
  expect(await bridge.call('runs.get', { runId: 'none' })).toEqual({
    ok: false,
    problem: { code: 'run-not-found', runId: 'none' },
  })
})

test('events reach the listener, and a gap in their numbers asks for everything again', async () => {
  const { port, streams } = await anApi()
  const { bridge } = bridgeTo(port)
  const events: unknown[] = []
  bridge.subscribe(event => events.push(event))
  await vi.waitFor(() => expect(streams).toHaveLength(1))

  streams[0]?.write('id: 1\ndata: {"type":"status-changed"}\n\n')
  streams[0]?.write('id: 4\ndata: {"type":"settings-changed"}\n\n')

  await vi.waitFor(() =>
    expect(events).toEqual([{ type: 'status-changed' }, { type: 'resync' }, { type: 'settings-changed' }]),
  )
})

test('a lost engine is waited for, and everything is read again once it is back', async () => {
  const first = await anApi()
  const { bridge, connections } = bridgeTo(first.port)
  const events: unknown[] = []
  bridge.subscribe(event => events.push(event))
  await vi.waitFor(() => expect(connections).toContain('connected'))

  first.stop()
  await vi.waitFor(() => expect(connections.at(-1)).toBe('lost'))
  expect(await bridge.call('status', {})).toMatchObject({ ok: false, problem: { code: 'not-running' } })

  const second = await anApi(first.port)
  await vi.waitFor(() => expect(connections.at(-1)).toBe('connected'), { timeout: 10_000 })
  expect(second.seen).toContain('GET /events')
  expect(events).toEqual([{ type: 'resync' }])
})

test('a token that is not good ends in the sign-in page', async () => {
  const { port } = await anApi()
  const { connections } = bridgeTo(port, 'bad')

  await vi.waitFor(() => expect(connections).toEqual(['signed-out']))
})
