import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createOutbound } from '../../../src-main/outbound/outbound.ts'
import { OutboundRefused } from '../../../src-main/outbound/permitted-fetch.ts'

test('a permitted request is sent and logged with host, port, bytes and reason', async () => {
  const { origin, port } = await server((_request, answer) => answer('hello'))
  const outbound = createOutbound()
  const { fetch } = outbound.permit({ why: 'a test', origins: [origin] })

  const response = await fetch(`${origin}/path`, { method: 'POST', body: 'four' })

  expect(await response.text()).toBe('hello')
  expect(outbound.connections()).toMatchObject([
    {
      host: '127.0.0.1',
      port,
      isLoopback: true,
      why: 'a test',
      sentBytes: 4,
      receivedBytes: 5,
      outcome: 'answered',
      status: 200,
    },
  ])
})

test('what the permit does not name is refused before anything is sent, and that is logged', async () => {
  let requests = 0
  const { origin } = await server((_request, answer) => {
    requests += 1
    answer('')
  })
  const outbound = createOutbound()
  const { fetch } = outbound.permit({ why: 'a test', origins: ['https://api.example.com'] })

  await expect(fetch(origin)).rejects.toThrow(OutboundRefused)

  expect(requests).toBe(0)
  expect(outbound.connections()).toMatchObject([{ outcome: 'refused', sentBytes: 0 }])
})

test('a redirect is not followed', async () => {
  const elsewhere = await server((_request, answer) => answer('should not be reached'))
  const { origin } = await server((_request, answer) => answer('', 307, { location: elsewhere.origin }))
  const { fetch } = createOutbound().permit({ why: 'a test', origins: [origin] })

  expect((await fetch(origin)).status).toBe(307)
  expect(elsewhere.requests()).toBe(0)
})

test('a closed permit sends nothing any more and cuts what is under way', async () => {
  const { origin } = await server((_request, answer) => answer('', 200, {}, 'stays open'))
  const permit = createOutbound().permit({ why: 'a test', origins: [origin] })
  const response = await permit.fetch(origin)

  permit.close()

  await expect(response.text()).rejects.toThrow()
  await expect(permit.fetch(origin)).rejects.toThrow(OutboundRefused)
})

type Answer = (body: string, status?: number, headers?: Record<string, string>, open?: 'stays open') => void

async function server(handle: (request: unknown, answer: Answer) => void) {
  let count = 0
  const listening = createServer((request, response) => {
    count += 1
    handle(request, (body, status = 200, headers = {}, open) => {
      response.writeHead(status, headers)
      if (open === undefined) response.end(body)
      else response.write('some')
    })
  })
  await new Promise<void>(resolve => listening.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    listening.closeAllConnections()
    listening.close()
  })
  const { port } = listening.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, port, requests: () => count }
}
