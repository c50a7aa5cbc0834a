import { request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApi } from '../../../src-main/http/create-api.ts'
import { type RunningApi, startApi } from '../../../src-main/http/start-api.ts'
import { apiOptions, headersWith, port } from './an-api.ts'

const hosts: readonly [host: string, isOurs: boolean][] = [
  ['localhost:PORT', true],
  ['127.0.0.1:PORT', true],
  ['[::1]:PORT', true],
  ['LocalHost', true],
  ['localhost:1', false],
  ['localhost.:PORT', false],
  ['127.0.0.1.nip.io:PORT', false],
  ['rebound.example:PORT', false],
  ['user@localhost:PORT', false],
  ['127.1:PORT', false],
  ['0.0.0.0:PORT', false],
  ['[::ffff:127.0.0.1]:PORT', false],
]
const origins: readonly [origin: string | undefined, goesWith: (host: string) => boolean][] = [
  [undefined, () => true],
  ['http://localhost:PORT', host => /^localhost/i.test(host)],
  ['http://127.0.0.1:PORT', host => host.startsWith('127.0.0.1:')],
  ['http://[::1]:PORT', host => host.startsWith('[::1]:')],
  ['https://localhost:PORT', () => false],
  ['http://localhost:1', () => false],
  ['https://elsewhere.example', () => false],
  ['null', () => false],
]
const matrix = hosts.flatMap(([host, isOurs]) =>
  origins.map(([origin, goesWith]) => {
    const expected = isOurs ? (goesWith(host) ? 200 : 403) : 421
    return { host, origin: origin ?? 'no origin', expected }
  }),
)

describe('Host and Origin, asked directly', () => {
  const options = apiOptions()
  const api = createApi(options)

  test.each(matrix)('$host with $origin gets $expected', async ({ host, origin, expected }) => {
    const headers = { ...headersWith(options.token), ...headersFor(host, origin, port) }

    const response = await api.request('/api/v1/status', { headers })

    expect(response.status).toBe(expected)
    expectClosedHeaders(response.headers)
  })

  test('a request without a Host gets nothing', async () => {
    const response = await api.request('/api/v1/status', {
      headers: { Authorization: `Bearer ${options.token}` },
    })

    expect(response.status).toBe(421)
  })

  test('a target that names another host than the Host header gets nothing', async () => {
    const headers = headersWith(options.token)

    const response = await api.request('http://rebound.example/api/v1/status', { headers })

    expect(response.status).toBe(421)
  })
})

describe('Host and Origin, over sockets', () => {
  const options = apiOptions()
  let running: RunningApi
  beforeAll(async () => {
    running = await startApi({ ...options, port: 0 })
  })
  afterAll(() => running.close())

  test.each(matrix)('$host with $origin gets $expected', async ({ host, origin, expected }) => {
    const answer = await ask(headersFor(host, origin, running.port))

    // A Host no URL can hold is refused by the HTTP library before it reaches us.
    expect(expected === 421 ? [400, 421] : [expected]).toContain(answer.status)
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    if (expected !== 200) expect(answer.body).not.toContain('dataDir')
  })

  test('two Host headers, an absolute target and no Host at all get nothing', async () => {
    const own = `Host: localhost:${running.port}`
    const authorization = `Authorization: Bearer ${options.token}`
    const end = 'Connection: close\r\n\r\n'

    const answers = await Promise.all([
      send(`GET /api/v1/status HTTP/1.1\r\n${own}\r\nHost: rebound.example\r\n${authorization}\r\n${end}`),
      send(`GET http://rebound.example/api/v1/status HTTP/1.1\r\n${own}\r\n${authorization}\r\n${end}`),
      send(`GET /api/v1/status HTTP/1.1\r\n${authorization}\r\n${end}`),
    ])

    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1.1 (400|421) /)
  })

  async function ask(headers: Record<string, string>) {
    const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
      const sent = { ...headersWith(options.token), ...headers }
      request({ host: '127.0.0.1', port: running.port, path: '/api/v1/status', headers: sent }, resolve)
        .on('error', reject)
        .end()
    })
    return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) }
  }

  async function send(raw: string): Promise<string> {
    const socket = connect(running.port, '127.0.0.1')
    socket.write(raw)
    return text(socket)
  }
})

describe('the bearer token', () => {
  const options = apiOptions()
  const api = createApi(options)
  const host = `localhost:${port}`

  test.each([
    ['none', undefined],
    ['another', `Bearer ${'x'.repeat(43)}`],
    ['half of it', `Bearer ${options.token.slice(0, 20)}`],
    ['one letter more', `Bearer ${options.token}x`],
    ['another scheme', `Basic ${options.token}`],
    ['an empty one', 'Bearer '],
  ])('with %s, every address answers 401 and how to ask', async (_, authorization) => {
    for (const path of [
      '/api/v1/status',
      '/api/v1/events',
      '/api/v1/openapi.json',
      '/mcp',
      '/',
      '/nowhere',
    ]) {
      const headers = { Host: host, ...(authorization === undefined ? {} : { Authorization: authorization }) }

      const response = await api.request(path, { headers })

      expect(response.status, path).toBe(401)
      expect(response.headers.get('WWW-Authenticate')).toContain('Bearer')
      expectClosedHeaders(response.headers)
    }
  })

  test('a token in the query is not looked at', async () => {
    const response = await api.request(`/api/v1/status?token=${options.token}`, { headers: { Host: host } })

    expect(response.status).toBe(401)
  })
})

describe('bodies', () => {
  const options = apiOptions()
  const api = createApi(options)

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])(
    'a write of type "%s" gets 415',
    async contentType => {
      const headers = { ...headersWith(options.token), 'Content-Type': contentType }

      const response = await api.request('/api/v1/samples', { method: 'POST', headers, body: '{}' })

      expect(response.status).toBe(415)
    },
  )

  test('a body past 64 MiB gets 413 before it is read', async () => {
    const headers = { ...headersWith(options.token), 'Content-Length': String(64 * 1024 * 1024 + 1) }

    const response = await api.request('/api/v1/imports', { method: 'POST', headers, body: '{}' })

    expect(response.status).toBe(413)
    expect(await response.text()).toContain('read a file of any size from disk')
  })

  test.each(['{', '[]', '"text"', 'null'])('the body %s is a bad request', async body => {
    const headers = headersWith(options.token)

    const response = await api.request('/api/v1/settings', { method: 'PATCH', headers, body })

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'bad-request' })
  })
})

function headersFor(host: string, origin: string, toPort: number): Record<string, string> {
  const named = { Host: host.replace('PORT', String(toPort)) }
  return origin === 'no origin' ? named : { ...named, Origin: origin.replace('PORT', String(toPort)) }
}

function expectClosedHeaders(headers: Headers): void {
  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
  expect([...headers.keys()].filter(name => name.startsWith('access-control'))).toEqual([])
}
