import { connect } from 'node:net'
import { constants, gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { type ExportOutcome, MAX_REQUEST_BYTES } from '../../../src-main/otlp/accept.ts'
import { createHttpReceiver } from '../../../src-main/otlp/http-receiver.ts'
import { createInFlight } from '../../../src-main/otlp/in-flight.ts'
import { callHttp, callRaw, decodeStatus } from '../../support/otlp-http-client.ts'
import { seededRandom } from '../../support/otlp-random.ts'
import { aReceiver, gzipBomb, STORED } from '../../support/otlp-receivers.ts'
import { aFullRequest } from '../../support/otlp-requests.ts'

const JSON_TYPE = { 'content-type': 'application/json' }
const GZIP = { 'content-encoding': 'gzip' }
const ZSTD = { 'content-encoding': 'zstd' }

describe('an export that is stored', () => {
  test('in protobuf is answered with an empty protobuf, and its bytes are handed on as they came', async () => {
    const { port, requests, answered } = await aReceiver(createHttpReceiver)
    const body = aFullRequest()

    const reply = await callHttp({
      port,
      body,
      headers: { 'user-agent': 'OTel-OTLP-Exporter-Python/1.30.0' },
    })

    expect(reply).toMatchObject({ status: 200, headers: { 'content-type': 'application/x-protobuf' } })
    expect(reply.body).toHaveLength(0)
    expect(requests).toEqual([
      {
        signal: 'traces',
        encoding: 'protobuf',
        bytes: new Uint8Array(body),
        sender: { receiver: 'otlp-http', userAgent: 'OTel-OTLP-Exporter-Python/1.30.0' },
      },
    ])
    expect(answered).toEqual([STORED])
  })

  test('in JSON is answered with {}, whatever parameters the media type has', async () => {
    const { port, requests } = await aReceiver(createHttpReceiver)

    const reply = await callHttp({
      port,
      body: '{}',
      headers: { 'content-type': 'Application/JSON; charset=utf-8' },
    })

    expect(reply).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } })
    expect(reply.body.toString()).toBe('{}')
    expect(requests[0]?.encoding).toBe('json')
  })

  test('with gzip is handed on inflated, in memory of its own', async () => {
    const { port, requests } = await aReceiver(createHttpReceiver)

    const reply = await callHttp({ port, body: gzipSync(aFullRequest()), headers: GZIP })

    expect(reply.status).toBe(200)
    expect(requests[0]?.bytes).toEqual(new Uint8Array(aFullRequest()))
    expect(requests[0]?.bytes.buffer.byteLength).toBe(requests[0]?.bytes.length)
  })

  test('with zstd is handed on inflated, in memory of its own', async () => {
    const { port, requests } = await aReceiver(createHttpReceiver)

    const reply = await callHttp({ port, body: zstdCompressSync(aFullRequest()), headers: ZSTD })

    expect(reply.status).toBe(200)
    expect(requests[0]?.bytes).toEqual(new Uint8Array(aFullRequest()))
    expect(requests[0]?.bytes.buffer.byteLength).toBe(requests[0]?.bytes.length)
  })

  test('may be empty', async () => {
    const { port, requests } = await aReceiver(createHttpReceiver)

    expect((await callHttp({ port })).status).toBe(200)
    expect(requests[0]?.bytes).toHaveLength(0)
  })

  test('may be sent on IPv6 and by name', async () => {
    const { port } = await aReceiver(createHttpReceiver)

    expect((await callHttp({ port, host: '::1', headers: { host: `[::1]:${port}` } })).status).toBe(200)
    expect((await callHttp({ port, headers: { host: 'LocalHost' } })).status).toBe(200)
  })

  test('tells in both encodings what was rejected', async () => {
    const partial: ExportOutcome = {
      status: 'stored',
      signal: 'traces',
      items: 3,
      rejected: 2,
      message: 'no trace id',
    }
    const { port } = await aReceiver(createHttpReceiver, async () => partial)

    const json = await callHttp({ port, body: '{}', headers: JSON_TYPE })
    const protobuf = await callHttp({ port })

    expect(JSON.parse(`${json.body}`)).toEqual({
      partialSuccess: { rejectedSpans: '2', errorMessage: 'no trace id' },
    })
    expect([...protobuf.body]).toEqual([10, 15, 8, 2, 18, 11, ...Buffer.from('no trace id')])
  })

  test('concurrently with others is answered when it is done, in any order', async () => {
    const finish: (() => void)[] = []
    const { port } = await aReceiver(createHttpReceiver, async () => {
      await new Promise<void>(resolve => finish.push(resolve))
      return STORED
    })
    const replies = Promise.all(Array.from({ length: 20 }, () => callHttp({ port, body: aFullRequest() })))
    await vi.waitFor(() => expect(finish).toHaveLength(20))

    for (const each of finish.reverse()) each()

    expect((await replies).map(reply => reply.status)).toEqual(new Array(20).fill(200))
  })
})

describe('an error is a google.rpc.Status in the encoding of the request', () => {
  const outcomes: readonly [ExportOutcome, number, number][] = [
    [{ status: 'malformed', message: 'why' }, 400, 3],
    [{ status: 'too-large', message: 'why' }, 413, 8],
    [{ status: 'unavailable', message: 'why', retryAfterSeconds: 2.5 }, 503, 14],
  ]
  for (const [outcome, httpStatus, code] of outcomes) {
    test(`${outcome.status} is ${httpStatus}`, async () => {
      const { port, answered } = await aReceiver(createHttpReceiver, async () => outcome)

      const json = await callHttp({ port, body: '{}', headers: JSON_TYPE })
      const protobuf = await callHttp({ port, body: aFullRequest() })

      expect([json.status, protobuf.status]).toEqual([httpStatus, httpStatus])
      expect(json.headers['content-type']).toBe('application/json')
      expect(protobuf.headers['content-type']).toBe('application/x-protobuf')
      expect(JSON.parse(`${json.body}`)).toMatchObject({ code, message: 'why' })
      expect(decodeStatus(protobuf.body)).toMatchObject({ code, message: 'why' })
      expect(answered).toEqual([outcome, outcome])
    })
  }

  test('only "try again later" says when', async () => {
    const unavailable: ExportOutcome = { status: 'unavailable', message: 'disk full', retryAfterSeconds: 3 }
    const { port } = await aReceiver(createHttpReceiver, async () => unavailable)

    const json = await callHttp({ port, body: '{}', headers: JSON_TYPE })
    const protobuf = await callHttp({ port })

    expect(json.headers['retry-after']).toBe('3')
    expect(JSON.parse(`${json.body}`).details).toEqual([
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '3s' },
    ])
    expect(decodeStatus(protobuf.body).details).toEqual([
      { typeUrl: 'type.googleapis.com/google.rpc.RetryInfo', value: Buffer.of(10, 2, 8, 3) },
    ])
  })

  test('an engine that fails is unavailable, not broken', async () => {
    const { port } = await aReceiver(createHttpReceiver, () => Promise.reject(new Error('worker gone')))

    const reply = await callHttp({ port })

    expect(reply).toMatchObject({ status: 503, headers: { 'retry-after': expect.any(String) } })
  })
})

describe('a record of AgentTrace', () => {
  for (const [path, shape] of [
    ['/api/runs', 'agenttrace-run'],
    ['/api/traces', 'agenttrace-span'],
  ] as const) {
    test(`at ${path} is handed on as what it is, and answered with 201 once it is stored`, async () => {
      const { port, requests } = await aReceiver(createHttpReceiver)

      const reply = await callHttp({ port, path, body: '{"id":"1"}', headers: JSON_TYPE })

      expect(reply.status).toBe(201)
      expect(requests).toMatchObject([{ signal: 'traces', shape, encoding: 'json' }])
    })

    test(`at ${path} cannot be read, sent by a web page or sent in another encoding`, async () => {
      const { port, requests } = await aReceiver(createHttpReceiver)
      const page = { ...JSON_TYPE, origin: 'https://example.com' }

      const replies = [
        await callHttp({ port, path, method: 'GET', headers: JSON_TYPE }),
        await callHttp({ port, path, body: '{}', headers: page }),
        await callHttp({ port, path, body: '{}', headers: { 'content-type': 'text/plain' } }),
        await callHttp({ port, path, body: aFullRequest() }),
      ]

      expect(replies.map(reply => reply.status)).toEqual([405, 403, 415, 415])
      expect(requests).toEqual([])
    })
  }
})

test('each path hands on its own signal and rejects in its own words', async () => {
  const { port, requests } = await aReceiver(createHttpReceiver, async ({ signal }) => ({
    status: 'stored',
    signal,
    items: 0,
    rejected: 2,
    message: 'broken',
  }))
  const members = {
    '/v1/traces': 'rejectedSpans',
    '/v1/logs?x=1': 'rejectedLogRecords',
    '/v1/metrics': 'rejectedDataPoints',
  }

  for (const [path, member] of Object.entries(members)) {
    const json = await callHttp({ port, path, body: '{}', headers: JSON_TYPE })
    const protobuf = await callHttp({ port, path })

    expect(JSON.parse(`${json.body}`)).toEqual({ partialSuccess: { [member]: '2', errorMessage: 'broken' } })
    expect(protobuf.body).toEqual(Buffer.from([10, 10, 8, 2, 18, 6, ...Buffer.from('broken')]))
  }
  expect(requests.map(request => request.signal)).toEqual(
    ['traces', 'logs', 'metrics'].flatMap(signal => [signal, signal]),
  )
})

describe('a request that is none of ours is refused before it is read', () => {
  const cases: readonly [string, Omit<Parameters<typeof callHttp>[0], 'port'>, number][] = [
    ['a foreign Host', { headers: { host: 'evil.example' } }, 421],
    ['a foreign Host that looks like ours', { headers: { host: 'localhost.evil.example:4318' } }, 421],
    ['our address with another port', { headers: { host: '127.0.0.1:1' } }, 421],
    ['an Origin', { headers: { origin: 'https://evil.example' } }, 403],
    ['an opaque Origin', { headers: { origin: 'null' } }, 403],
    ['an unknown path', { path: '/v1/traces/' }, 404],
    ['another signal', { path: '/v1/profiles' }, 404],
    ['GET', { method: 'GET' }, 405],
    ['OPTIONS', { method: 'OPTIONS' }, 405],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['plain text', { headers: { 'content-type': 'text/plain' } }, 415],
    ['brotli', { headers: { 'content-encoding': 'br' } }, 415],
    ['gzip twice', { headers: { 'content-encoding': 'gzip, gzip' } }, 415],
  ]
  for (const [name, call, status] of cases) {
    test(`${name} gets ${status}`, async () => {
      const { port, requests, answered } = await aReceiver(createHttpReceiver)

      const reply = await callHttp({ port, ...call })

      expect(reply.status).toBe(status)
      expect(decodeStatus(reply.body).message).not.toBe('')
      expect(reply.headers).toMatchObject({ 'x-content-type-options': 'nosniff' })
      expect(Object.keys(reply.headers).filter(header => header.startsWith('access-control'))).toEqual([])
      expect(requests).toEqual([])
      expect(answered).toHaveLength(1)
    })
  }

  test('405 says which method is allowed, and a JSON request reads its error as JSON', async () => {
    const { port } = await aReceiver(createHttpReceiver)

    const reply = await callHttp({ port, method: 'PUT', headers: JSON_TYPE })

    expect(reply.headers.allow).toBe('POST')
    expect(JSON.parse(`${reply.body}`)).toMatchObject({ code: 12 })
  })

  test('no Host, and two Hosts, are refused', async () => {
    const { port, requests } = await aReceiver(createHttpReceiver)
    const head =
      'POST /v1/traces HTTP/1.1\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 0\r\n'

    expect(await callRaw(port, `${head}\r\n`)).toMatch(/^HTTP\/1\.1 421 /)
    expect(await callRaw(port, `${head}Host: localhost\r\nHost: evil.example\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 4(00|21) /,
    )
    expect(requests).toEqual([])
  })

  test('headers of more than 16 KiB are refused', async () => {
    const { port } = await aReceiver(createHttpReceiver)

    const reply = await callRaw(
      port,
      `POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    )

    expect(reply).toMatch(/^HTTP\/1\.1 431 /)
  })
})

describe('a body that is too much or broken', () => {
  test('gzip bombs of 1 GiB get 413 while others are served, and take little memory', async () => {
    const { port, requests } = await aReceiver(createHttpReceiver)
    const bomb = await gzipBomb(1024 * 1024 * 1024)
    const rssBefore = process.memoryUsage().rss

    const bombs = Promise.all(Array.from({ length: 16 }, () => callHttp({ port, body: bomb, headers: GZIP })))
    const other = await callHttp({ port, body: aFullRequest() })

    expect(other.status).toBe(200)
    expect((await bombs).map(reply => reply.status)).toEqual(new Array(16).fill(413))
    expect(requests).toHaveLength(1)
    expect(process.memoryUsage().rss - rssBefore).toBeLessThan(640 * 1024 * 1024)
  })

  test('a zstd bomb gets 413, and one that is cut short 400', async () => {
    const { port, requests } = await aReceiver(createHttpReceiver)
    const bomb = zstdCompressSync(new Uint8Array(2 * MAX_REQUEST_BYTES))
    const cut = zstdCompressSync(aFullRequest()).subarray(0, 40)

    const replies = [bomb, cut].map(body => callHttp({ port, body, headers: ZSTD }))

    expect((await Promise.all(replies)).map(reply => reply.status)).toEqual([413, 400])
    expect(requests).toEqual([])
  })

  test('a zstd frame with a window larger than HTTP allows is refused before the window is taken', async () => {
    const { port } = await aReceiver(createHttpReceiver)
    const params = { [constants.ZSTD_c_windowLog]: 26, [constants.ZSTD_c_contentSizeFlag]: 0 }
    const body = zstdCompressSync(new Uint8Array(40 * 1024 * 1024), { params })

    expect(await callHttp({ port, body, headers: ZSTD })).toMatchObject({ status: 400 })
  })

  test('a zstd body whose window finds no room is told to come again', async () => {
    const inFlight = createInFlight(1024 * 1024)
    const { port } = await aReceiver(createHttpReceiver, undefined, { inFlight })

    const reply = await callHttp({ port, body: zstdCompressSync(aFullRequest()), headers: ZSTD })

    expect(reply.status).toBe(503)
    expect((await callHttp({ port, body: aFullRequest() })).status).toBe(200)
  })

  test('one byte more than 64 MiB gets 413, announced or not', async () => {
    const { port, requests, answered } = await aReceiver(createHttpReceiver)
    const body = new Uint8Array(MAX_REQUEST_BYTES + 1)

    const announced = await callHttp({ port, body })
    const chunked = await callHttp({ port, body, headers: { 'transfer-encoding': 'chunked' } })

    expect([announced.status, chunked.status]).toEqual([413, 413])
    expect(decodeStatus(chunked.body).details).toEqual([])
    expect(requests).toEqual([])
    expect(answered.map(each => each.status)).toEqual(['too-large', 'too-large'])
  })

  test('exactly 64 MiB is taken', async () => {
    const { port, requests } = await aReceiver(createHttpReceiver)

    const reply = await callHttp({ port, body: gzipSync(new Uint8Array(MAX_REQUEST_BYTES)), headers: GZIP })

    expect(reply.status).toBe(200)
    expect(requests[0]?.bytes).toHaveLength(MAX_REQUEST_BYTES)
  })

  test('what is no gzip, and gzip that ends early, get 400', async () => {
    const { port, requests, answered } = await aReceiver(createHttpReceiver)

    const garbage = await callHttp({ port, body: 'not gzip', headers: GZIP })
    const cut = await callHttp({ port, body: gzipSync(aFullRequest()).subarray(0, 50), headers: GZIP })

    expect([garbage.status, cut.status]).toEqual([400, 400])
    expect(requests).toEqual([])
    expect(answered.map(each => each.status)).toEqual(['malformed', 'malformed'])
  })

  test('a sender that leaves in the middle costs nothing', async () => {
    const inFlight = createInFlight(1_000)
    const { port, requests, answered } = await aReceiver(createHttpReceiver, undefined, { inFlight })
    const incompressible = Uint8Array.from({ length: 900 }, seededBytes(3))
    for (const [encoding, body] of [
      ['identity', incompressible],
      ['gzip', gzipSync(incompressible)],
    ] as const) {
      const socket = connect(port, '127.0.0.1')
      socket.write(
        `POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n` +
          `Content-Encoding: ${encoding}\r\nContent-Length: ${body.length}\r\n\r\n`,
      )
      socket.write(body.subarray(0, 800))
      await vi.waitFor(() => expect(socket.bytesWritten).toBeGreaterThan(800))
      socket.destroy()
    }

    await vi.waitFor(async () => {
      expect((await callHttp({ port, body: new Uint8Array(1_000) })).status).toBe(200)
    })
    expect(requests.map(request => request.bytes.length)).toEqual([1_000])
    expect(answered.filter(each => each.status === 'malformed')).toEqual([])
  })

  test('requests beyond the memory for all of them get 503 and are told to retry', async () => {
    let finish = (_outcome: ExportOutcome) => {}
    const waiting = () =>
      new Promise<ExportOutcome>(resolve => {
        finish = resolve
      })
    const { port, requests } = await aReceiver(createHttpReceiver, waiting, {
      inFlight: createInFlight(1_000),
    })
    const first = callHttp({ port, body: new Uint8Array(800) })
    await vi.waitFor(() => expect(requests).toHaveLength(1))

    const second = await callHttp({ port, body: new Uint8Array(300) })
    finish(STORED)
    await first
    const third = callHttp({ port, body: new Uint8Array(300) })
    await vi.waitFor(() => expect(requests).toHaveLength(2))
    finish(STORED)

    expect(second).toMatchObject({ status: 503, headers: { 'retry-after': '1' } })
    expect((await third).status).toBe(200)
  })
})

describe('listening and closing', () => {
  test('a taken port is told with its code', async () => {
    const { port } = await aReceiver(createHttpReceiver)
    const second = createHttpReceiver({ accept: async () => STORED, onAnswered: () => {} })

    await expect(second.listen(port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await second.close()
  })

  test('closing finishes the request under way, refuses new ones and frees the port', async () => {
    let finish = (_outcome: ExportOutcome) => {}
    const waiting = () =>
      new Promise<ExportOutcome>(resolve => {
        finish = resolve
      })
    const { port, receiver, requests } = await aReceiver(createHttpReceiver, waiting)
    const reply = callHttp({ port, body: aFullRequest(), headers: { connection: 'keep-alive' } })
    await vi.waitFor(() => expect(requests).toHaveLength(1))

    const closed = receiver.close()
    await expect(callHttp({ port })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    finish(STORED)

    expect(await reply).toMatchObject({ status: 200, headers: { connection: 'close' } })
    await closed
    const next = createHttpReceiver({ accept: async () => STORED, onAnswered: () => {} })
    expect(await next.listen(port)).toBe(port)
    await next.close()
  })
})

function seededBytes(seed: number): () => number {
  const random = seededRandom(seed)
  return () => random(256)
}
