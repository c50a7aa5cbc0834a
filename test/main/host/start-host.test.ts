import { once } from 'node:events'
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { findFreePort, isFree } from '../../../src-main/engine/port-holder.ts'
import { connect, findRunningHost } from '../../../src-main/host/connect.ts'
import { inspect } from '../../../src-main/host/doctor.ts'
import { readHostAddress } from '../../../src-main/host/host-address.ts'
import { type Protocol, recordAgentRun } from '../../support/an-agent-run.ts'
import { aRequest, aSpan } from '../../support/otlp-requests.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { otlpPortsOf, tempHost } from '../../support/temp-host.ts'

async function takenPort(): Promise<number> {
  const server: Server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

describe.each<Protocol>(['grpc', 'http/protobuf', 'http/json'])('an agent run over OTLP %s', protocol => {
  test('is there, priced and cut into blocks, when the exporter has its answer', async () => {
    const host = await tempHost()

    const recorded = await recordAgentRun(await otlpPortsOf(host), protocol, 'the run')

    const { run, spans, ledger } = await host.caller.call('runs.get', { runId: recorded.runId })
    expect(run).toMatchObject({
      name: 'the run',
      serviceName: 'fleet-agent',
      agentName: 'fleet',
      sessionId: 'session of the run',
      status: 'ok',
      spanCount: 4,
      callCount: 2,
      toolCount: 1,
      models: ['claude-sonnet-4-20250514'],
      inputTokens: { sum: { confidence: 'exact', value: 2490 }, missing: 0 },
      outputTokens: { sum: { confidence: 'exact', value: 52 }, missing: 0 },
      // 1,200 + 90 fresh at $3, 1,200 cached at $0.30 and 52 out at $15 a million.
      cost: { sum: { confidence: 'derived', value: 5_010_000 }, missing: 0 },
    })
    expect(ledger).toEqual([])
    expect(spans.map(span => `${span.kind} ${span.toolName}`).sort()).toEqual([
      'agent null',
      'llm null',
      'llm null',
      'tool list_services',
    ])
    const call = await host.caller.call('calls.get', { runId: recorded.runId, spanId: recorded.secondCallId })
    expect(call.previousSpanId).toBe(recorded.firstCallId)
    expect(call.blocks.filter(each => each.isNew).map(each => each.block.kind)).toEqual([
      'tool-result',
      'text',
    ])
    const detail = await host.caller.call('spans.get', {
      runId: recorded.runId,
      spanId: recorded.secondCallId,
    })
    expect(detail.attributes.find(each => each.key === 'gen_ai.output.messages')?.value).toContain(
      recorded.answer,
    )
    expect(detail.convention).toBe('otel-gen-ai')
  })
})

test('what was acknowledged is announced and soon searchable', async () => {
  const host = await tempHost()
  const announced: string[] = []
  host.caller.subscribe(({ event }) =>
    announced.push(event.type === 'run-changed' ? event.runId : event.type),
  )

  const { runId, answer } = await recordAgentRun(await otlpPortsOf(host), 'grpc', 'a run')

  await vi.waitFor(() => expect(announced).toContain(runId))
  await vi.waitFor(async () => {
    const { hits } = await host.caller.call('search', { text: `"${answer}"` })
    expect(hits).toMatchObject([{ runId, kind: 'text', role: 'assistant' }])
  })
})

test('a request that is garbage is refused and counted, and the next one is stored', async () => {
  const host = await tempHost()
  const { otlpHttpPort } = await otlpPortsOf(host)
  const post = (body: Uint8Array<ArrayBuffer>) =>
    fetch(`http://127.0.0.1:${otlpHttpPort}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-protobuf' },
      body,
    })

  expect((await post(Buffer.from('<html>not a trace</html>'))).status).toBe(400)
  expect((await post(Buffer.from(aRequest([aSpan()])))).status).toBe(200)

  const status = await host.caller.call('status', {})
  expect(status.receivers[0]?.counters).toMatchObject({ requests: 2, spans: 1, refused: 1, deferred: 0 })
  expect(status.store).toMatchObject({ runs: 1, spans: 1 })
})

test('a span that cannot be stored costs only itself, and the answer says so', async () => {
  const host = await tempHost()
  const { otlpHttpPort } = await otlpPortsOf(host)
  const body = JSON.stringify({
    resourceSpans: [
      {
        scopeSpans: [
          {
            spans: [
              { traceId: 'ab', spanId: 'cd', name: 'no ids' },
              { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), name: 'good', startTimeUnixNano: '1' },
            ],
          },
        ],
      },
    ],
  })

  const response = await fetch(`http://127.0.0.1:${otlpHttpPort}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })

  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ partialSuccess: { rejectedSpans: '1' } })
  expect((await host.caller.call('runs.list', {})).runs.map(run => run.name)).toEqual(['good'])
})

test('a taken receiver port is told with a free one beside it, and the receiver can be moved there', async () => {
  const port = await takenPort()
  const lines: string[] = []
  const host = await tempHost({
    ports: { api: 0, otlpHttp: port, otlpGrpc: 0 },
    log: line => lines.push(line),
  })

  const { receivers } = await host.caller.call('status', {})
  const listening = receivers.find(each => each.name === 'otlp-http')?.listening

  expect(listening).toMatchObject({ state: 'port-taken', holder: { pid: process.pid } })
  expect(lines.join()).toContain(`port ${port} is held by`)
  const free = listening?.state === 'port-taken' ? listening.nextFreePort : null
  const moved = await host.caller.call('receivers.move', { receiver: 'otlp-http', port: free ?? 0 })
  expect(moved).toMatchObject({ port: free, listening: { state: 'listening' } })
  await recordAgentRun(await otlpPortsOf(host), 'http/json', 'after the move')
  expect((await host.caller.call('runs.list', {})).total).toBe(1)
})

test('moving a receiver to a taken port is a problem, and it goes on where it was', async () => {
  const host = await tempHost()
  const before = await otlpPortsOf(host)
  const port = await takenPort()

  await expect(host.caller.call('receivers.move', { receiver: 'otlp-grpc', port })).rejects.toThrow(
    'is held by',
  )

  expect(await otlpPortsOf(host)).toEqual(before)
  await recordAgentRun(before, 'grpc', 'still here')
})

test('of two moves at once the later one counts, and no port is left behind', async () => {
  const host = await tempHost()
  const first = (await findFreePort(20_000)) ?? 0
  const second = (await findFreePort(first)) ?? 0
  const moveTo = (port: number) => host.caller.call('receivers.move', { receiver: 'otlp-http', port })

  await Promise.all([moveTo(first), moveTo(second)])

  expect((await otlpPortsOf(host)).otlpHttpPort).toBe(second)
  expect(await isFree(first)).toBe(true)
  await host.close()
  expect(await isFree(second)).toBe(true)
})

test('a start that fails half-way leaves no port, no thread and no lock behind', async () => {
  const dataDir = tempDir()
  const threads: Worker[] = []
  const watch = (thread: Worker) => void threads.push(thread)
  process.on('worker', watch)
  onTestFinished(() => void process.off('worker', watch))
  const port = (await findFreePort(21_000)) ?? 0
  const ports = { api: 0, otlpHttp: port, otlpGrpc: 0 }

  await expect(tempHost({ dataDir, ports, rendererDir: join(dataDir, 'missing') })).rejects.toThrow('ENOENT')

  expect(threads.length).toBeGreaterThan(0)
  expect(threads.every(thread => thread.threadId === -1)).toBe(true)
  expect(await isFree(port)).toBe(true)
  const host = await tempHost({ dataDir, ports })
  expect((await otlpPortsOf(host)).otlpHttpPort).toBe(port)
})

test('a host that is closed twice takes nothing from the one that follows it', async () => {
  const dataDir = tempDir()
  const first = await tempHost({ dataDir })
  await first.close()
  const second = await tempHost({ dataDir })

  await first.close()

  expect(findRunningHost(dataDir)?.apiPort).toBe(second.apiPort)
})

test('a taken API port is told, and the next free one used', async () => {
  const port = await takenPort()
  const lines: string[] = []

  const host = await tempHost({
    ports: { api: port, otlpHttp: 0, otlpGrpc: 0 },
    log: line => lines.push(line),
  })

  expect(host.apiPort).toBeGreaterThan(port)
  expect(lines).toEqual([expect.stringContaining(`Port ${port} for the API is held by`)])
})

test('a second host on the same folder is refused by name, and after closing the folder is free', async () => {
  const dataDir = tempDir()
  const first = await tempHost({ dataDir })

  await expect(tempHost({ dataDir })).rejects.toThrow(
    `already running (process ${process.pid}, API on port ${first.apiPort})`,
  )
  expect(findRunningHost(dataDir)?.apiPort).toBe(first.apiPort)
  await first.close()

  expect(readHostAddress(dataDir)).toBeUndefined()
  expect(existsSync(join(dataDir, 'runback.db-wal'))).toBe(false)
  const second = await tempHost({ dataDir })
  expect(second.apiPort).toBeGreaterThan(0)
})

test('the data folder, the store and the token are for their owner alone', async () => {
  const { dataDir } = await tempHost({ dataDir: join(tempDir(), 'data') })
  const modeOf = (file: string) => (statSync(join(dataDir, file)).mode & 0o777).toString(8)

  expect([modeOf('.'), modeOf('runback.db'), modeOf('token'), modeOf('host.json')]).toEqual([
    '700',
    '600',
    '600',
    '600',
  ])
})

test('a command reads beside a running host and changes through it', async () => {
  const host = await tempHost()
  const { runId } = await recordAgentRun(await otlpPortsOf(host), 'grpc', 'a run')

  const { caller, running, close } = await connect(host.dataDir, '0.0.0')
  onTestFinished(close)

  expect(running?.apiPort).toBe(host.apiPort)
  expect((await caller.call('runs.list', {})).runs.map(run => run.runId)).toEqual([runId])
  expect(await caller.call('runs.delete', { runId })).toMatchObject({ deletedSpans: 4 })
  expect((await host.caller.call('runs.list', {})).total).toBe(0)
  expect((await caller.call('status', {})).host).toBe('serve')
})

test('without a host a command works on an empty folder, and changes by itself', async () => {
  const dataDir = join(tempDir(), 'new')

  const { caller, running, close } = await connect(dataDir, '0.0.0')
  onTestFinished(close)

  expect(running).toBeUndefined()
  expect((await caller.call('runs.list', {})).runs).toEqual([])
  const { runId } = await caller.call('samples.load', {})
  expect((await caller.call('runs.get', { runId })).spans.length).toBeGreaterThan(20)
  expect((await caller.call('settings.set', { theme: 'dark' })).theme).toBe('dark')
  await expect(caller.call('receivers.move', { receiver: 'otlp-http', port: 4318 })).rejects.toThrow()
})

test('without a host a command brings a store that is behind up to date', async () => {
  const dataDir = tempDir()
  writeFileSync(join(dataDir, 'runback.db'), '')

  const { caller, close } = await connect(dataDir, '0.0.0')
  onTestFinished(close)

  expect((await caller.call('runs.list', {})).total).toBe(0)
})

test('loading the sample twice changes nothing', async () => {
  const host = await tempHost()

  const { runId } = await host.caller.call('samples.load', {})
  const once = await host.caller.call('runs.get', { runId })
  await host.caller.call('samples.load', {})
  const twice = await host.caller.call('runs.get', { runId })

  expect({ ...twice.run, lastReceivedAt: 0 }).toEqual({ ...once.run, lastReceivedAt: 0 })
  expect(twice.spans).toEqual(once.spans)
  expect(once.ledger).toEqual([])
})

test('a file that is no trace is a problem that says what was expected', async () => {
  const host = await tempHost()

  await expect(host.caller.call('imports.create', { name: 'holiday.txt', text: 'sun, sea' })).rejects.toThrow(
    /holiday\.txt cannot be read: .*OTLP JSON/,
  )
})

test('the doctor finds a healthy machine healthy, and names who holds a port', async () => {
  const host = await tempHost()
  const { otlpHttpPort, otlpGrpcPort } = await otlpPortsOf(host)

  const { checks } = await inspect(host.dataDir, {
    api: host.apiPort,
    otlpHttp: otlpHttpPort,
    otlpGrpc: otlpGrpcPort,
  })

  expect(checks.filter(check => check.state !== 'ok')).toEqual([])
  expect(checks.find(check => check.name === 'API port')?.detail).toContain('held by the running Runback')
})
