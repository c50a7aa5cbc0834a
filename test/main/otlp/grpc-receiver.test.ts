import { connect as connectHttp2 } from 'node:http2'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { status as Code } from '@grpc/grpc-js'
import { describe, expect, test, vi } from 'vitest'
import { type ExportOutcome, MAX_REQUEST_BYTES } from '../../../src-main/otlp/accept.ts'
import { createGrpcReceiver } from '../../../src-main/otlp/grpc-receiver.ts'
import { createInFlight } from '../../../src-main/otlp/in-flight.ts'
import { aGrpcClient, callFrame, GZIP_CHANNEL, grpcFrame } from '../../support/otlp-grpc-client.ts'
import { decodeStatus } from '../../support/otlp-http-client.ts'
import { aReceiver, gzipBomb, STORED } from '../../support/otlp-receivers.ts'
import { aFullRequest } from '../../support/otlp-requests.ts'

describe('an export that is stored', () => {
  test('is answered with an empty message, and its bytes are handed on in memory of their own', async () => {
    const { port, requests, answered } = await aReceiver(createGrpcReceiver)

    const reply = await aGrpcClient(port).call(aFullRequest())

    expect(reply).toMatchObject({ code: Code.OK, body: Buffer.alloc(0) })
    expect(requests).toEqual([
      {
        signal: 'traces',
        encoding: 'protobuf',
        bytes: new Uint8Array(aFullRequest()),
        sender: { receiver: 'otlp-grpc', userAgent: expect.stringContaining('grpc-node') },
      },
    ])
    expect(requests[0]?.bytes.buffer.byteLength).toBe(aFullRequest().length)
    expect(answered).toEqual([STORED])
  })

  test('may be compressed with gzip, may be empty, and may come over IPv6', async () => {
    const { port, requests } = await aReceiver(createGrpcReceiver)

    const replies = [
      await aGrpcClient(port, GZIP_CHANNEL).call(aFullRequest()),
      await aGrpcClient(port).call(new Uint8Array()),
      await aGrpcClient(port, {}, '[::1]').call(aFullRequest()),
    ]

    expect(replies.map(reply => reply.code)).toEqual([0, 0, 0])
    expect(requests.map(request => request.bytes.length)).toEqual([
      aFullRequest().length,
      0,
      aFullRequest().length,
    ])
  })

  test('tells what was rejected', async () => {
    const partial: ExportOutcome = {
      status: 'stored',
      signal: 'traces',
      items: 3,
      rejected: 2,
      message: 'no trace id',
    }
    const { port } = await aReceiver(createGrpcReceiver, async () => partial)

    const { body } = await aGrpcClient(port).call(aFullRequest())

    expect([...body]).toEqual([10, 15, 8, 2, 18, 11, ...Buffer.from('no trace id')])
  })

  test('concurrently with others on one connection is answered in any order', async () => {
    const finish: (() => void)[] = []
    const { port } = await aReceiver(createGrpcReceiver, async () => {
      await new Promise<void>(resolve => finish.push(resolve))
      return STORED
    })
    const client = aGrpcClient(port)
    const replies = Promise.all(Array.from({ length: 50 }, () => client.call(aFullRequest())))
    await vi.waitFor(() => expect(finish).toHaveLength(50))

    for (const each of finish.reverse()) each()

    expect((await replies).map(reply => reply.code)).toEqual(new Array(50).fill(0))
  })
})

describe('an export that is not stored', () => {
  test('is INVALID_ARGUMENT when it is malformed', async () => {
    const { port, answered } = await aReceiver(createGrpcReceiver, async () => ({
      status: 'malformed',
      message: 'why',
    }))

    const reply = await aGrpcClient(port).call(Buffer.from('<html>'))

    expect(reply).toMatchObject({ code: Code.INVALID_ARGUMENT, details: 'why' })
    expect(answered).toEqual([{ status: 'malformed', message: 'why' }])
  })

  test('is RESOURCE_EXHAUSTED without RetryInfo when it is too large', async () => {
    const { port } = await aReceiver(createGrpcReceiver, async () => ({
      status: 'too-large',
      message: 'why',
    }))

    const reply = await aGrpcClient(port).call(aFullRequest())

    expect(reply).toMatchObject({ code: Code.RESOURCE_EXHAUSTED, details: 'why' })
    expect(reply.metadata.get('grpc-status-details-bin')).toEqual([])
  })

  test('is UNAVAILABLE with RetryInfo when it may succeed later', async () => {
    const outcome: ExportOutcome = { status: 'unavailable', message: 'disk full ✗', retryAfterSeconds: 3 }
    const { port, answered } = await aReceiver(createGrpcReceiver, async () => outcome)

    const reply = await aGrpcClient(port).call(aFullRequest())

    expect(reply.code).toBe(Code.UNAVAILABLE)
    const [details] = reply.metadata.get('grpc-status-details-bin')
    expect(decodeStatus(Buffer.from(details ?? ''))).toEqual({
      code: 14,
      message: 'disk full ✗',
      details: [{ typeUrl: 'type.googleapis.com/google.rpc.RetryInfo', value: Buffer.of(10, 2, 8, 3) }],
    })
    expect(answered).toMatchObject([{ status: 'unavailable' }])
  })

  test('is UNAVAILABLE when the engine fails or the memory for all requests is taken', async () => {
    const failing = await aReceiver(createGrpcReceiver, () => Promise.reject(new Error('worker gone')))
    const full = await aReceiver(createGrpcReceiver, undefined, { inFlight: createInFlight(10) })

    expect((await aGrpcClient(failing.port).call(aFullRequest())).code).toBe(Code.UNAVAILABLE)
    expect((await aGrpcClient(full.port).call(aFullRequest())).code).toBe(Code.UNAVAILABLE)
    expect(full.requests).toEqual([])
  })
})

describe('a call that never reaches the engine', () => {
  test('gzip bombs of 1 GiB are RESOURCE_EXHAUSTED while others are served, and take little memory', async () => {
    const { port, requests, answered } = await aReceiver(createGrpcReceiver)
    const bomb = grpcFrame(await gzipBomb(1024 * 1024 * 1024), true)
    const rssBefore = process.memoryUsage().rss

    const bombs = Promise.all(Array.from({ length: 16 }, () => callFrame({ port, frame: bomb })))
    const other = await aGrpcClient(port).call(aFullRequest())

    expect(other.code).toBe(Code.OK)
    expect(await bombs).toEqual(new Array(16).fill(Code.RESOURCE_EXHAUSTED))
    expect(requests).toHaveLength(1)
    expect(answered.filter(each => each.status === 'too-large')).toHaveLength(16)
    expect(process.memoryUsage().rss - rssBefore).toBeLessThan(640 * 1024 * 1024)
  })

  test('one byte more than 64 MiB is RESOURCE_EXHAUSTED, and exactly 64 MiB is taken', async () => {
    const { port, answered } = await aReceiver(createGrpcReceiver)
    const client = aGrpcClient(port)

    const over = await client.call(new Uint8Array(MAX_REQUEST_BYTES + 1))
    const exact = await client.call(new Uint8Array(MAX_REQUEST_BYTES))

    expect([over.code, exact.code]).toEqual([Code.RESOURCE_EXHAUSTED, Code.OK])
    expect(over.metadata.get('grpc-status-details-bin')).toEqual([])
    expect(answered.map(each => each.status)).toEqual(['too-large', 'stored'])
  })

  test('a message that is no gzip, or ends early, is INVALID_ARGUMENT', async () => {
    const { port, answered } = await aReceiver(createGrpcReceiver)
    const cut = gzipSync(aFullRequest()).subarray(0, 50)

    const codes = [
      await callFrame({ port, frame: grpcFrame(Buffer.from('not gzip'), true) }),
      await callFrame({ port, frame: grpcFrame(cut, true) }),
    ]

    expect(codes).toEqual([Code.INVALID_ARGUMENT, Code.INVALID_ARGUMENT])
    expect(answered.map(each => each.status)).toEqual(['malformed', 'malformed'])
  })

  test('another compression is UNIMPLEMENTED', async () => {
    const { port } = await aReceiver(createGrpcReceiver)

    expect(await callFrame({ port, frame: grpcFrame(Buffer.from('x'), true), encoding: 'zstd' })).toBe(
      Code.UNIMPLEMENTED,
    )
  })

  test('each service hands on its own signal, and unknown services are UNIMPLEMENTED', async () => {
    const { port, requests } = await aReceiver(createGrpcReceiver)
    const client = aGrpcClient(port)
    const call = (service: string) =>
      client.call(aFullRequest(), `/opentelemetry.proto.collector.${service}/Export`)

    for (const service of ['trace.v1.TraceService', 'logs.v1.LogsService', 'metrics.v1.MetricsService']) {
      expect(await call(service)).toMatchObject({ code: Code.OK })
    }
    expect(await call('profiles.v1.ProfilesService')).toMatchObject({ code: Code.UNIMPLEMENTED })
    expect(requests.map(request => request.signal)).toEqual(['traces', 'logs', 'metrics'])
  })

  test('an :authority of another machine is PERMISSION_DENIED', async () => {
    const { port, requests } = await aReceiver(createGrpcReceiver)
    const frame = grpcFrame(aFullRequest(), false)

    expect(await callFrame({ port, frame, authority: 'evil.example' })).toBe(Code.PERMISSION_DENIED)
    expect(await callFrame({ port, frame, authority: `localhost.evil.example:${port}` })).toBe(
      Code.PERMISSION_DENIED,
    )
    expect(await callFrame({ port, frame, authority: `LOCALHOST:${port}` })).toBe(Code.OK)
    expect(requests).toHaveLength(1)
  })

  test('senders that leave, talk HTTP/1 or talk nonsense cost nothing', async () => {
    const { port, requests } = await aReceiver(createGrpcReceiver)
    for (const text of ['POST /v1/traces HTTP/1.1\r\nHost: localhost\r\n\r\n', '\0'.repeat(1_000)]) {
      await new Promise(resolve => {
        const socket = connect(port, '127.0.0.1').resume()
        socket.on('close', resolve).on('error', () => {})
        socket.write(text)
      })
    }
    const session = connectHttp2(`http://127.0.0.1:${port}`)
    const stream = session.request({
      ':method': 'POST',
      ':path': '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
      'content-type': 'application/grpc',
    })
    stream.on('error', () => {})
    await new Promise(resolve => stream.write(grpcFrame(aFullRequest(), false).subarray(0, 100), resolve))
    session.destroy()

    expect((await aGrpcClient(port).call(aFullRequest())).code).toBe(Code.OK)
    expect(requests).toHaveLength(1)
  })
})

describe('listening and closing', () => {
  test('a taken port is told with its code', async () => {
    const { port } = await aReceiver(createGrpcReceiver)
    const second = createGrpcReceiver({ accept: async () => STORED, onAnswered: () => {} })

    await expect(second.listen(port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await second.close()
  })

  test('closing finishes the call under way and frees the port', async () => {
    let finish = (_outcome: ExportOutcome) => {}
    const waiting = () =>
      new Promise<ExportOutcome>(resolve => {
        finish = resolve
      })
    const { port, receiver, requests } = await aReceiver(createGrpcReceiver, waiting)
    const reply = aGrpcClient(port).call(aFullRequest())
    await vi.waitFor(() => expect(requests).toHaveLength(1))

    const closed = receiver.close()
    finish(STORED)

    expect((await reply).code).toBe(Code.OK)
    await closed
    const next = createGrpcReceiver({ accept: async () => STORED, onAnswered: () => {} })
    expect(await next.listen(port)).toBe(port)
    await next.close()
  })
})
