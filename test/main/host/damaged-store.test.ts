import {
  closeSync,
  copyFileSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { connect } from '../../../src-main/host/connect.ts'
import { inspect } from '../../../src-main/host/doctor.ts'
import type { Host } from '../../../src-main/host/start-host.ts'
import { openStoreWriter } from '../../../src-main/store/open-store.ts'
import { recordAgentRun } from '../../support/an-agent-run.ts'
import { callHttp } from '../../support/otlp-http-client.ts'
import { aRequest, aSpan } from '../../support/otlp-requests.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { otlpPortsOf, tempHost } from '../../support/temp-host.ts'

const PORTS = { api: 0, otlpHttp: 0, otlpGrpc: 0 }

async function send(host: Host, spanId = '00f067aa0ba902b7') {
  const { otlpHttpPort } = await otlpPortsOf(host)
  return callHttp({ port: otlpHttpPort, body: aRequest([aSpan({ spanId })]) })
}

async function storeOf(host: Host) {
  return (await host.caller.call('status', {})).store
}

test('a host that finds its store damaged sets it aside, says so at every door, and records', async () => {
  const dataDir = tempDir()
  writeFileSync(join(dataDir, 'runback.db'), 'not a database '.repeat(1000))

  const host = await tempHost({ dataDir })

  expect((await send(host)).status).toBe(200)
  const { notices } = await storeOf(host)
  expect(notices).toMatchObject([
    { kind: 'store-damaged', message: expect.stringMatching(/set aside as runback\.damaged-/) },
  ])
  const { checks } = await inspect(dataDir, PORTS)
  expect(checks.find(check => check.name === 'Store')).toMatchObject({
    state: 'warning',
    detail: notices[0]?.message,
  })
  await host.caller.call('notices.dismiss', { noticeId: notices[0]?.noticeId ?? 0 })
  expect((await storeOf(host)).notices).toEqual([])
})

test('a command that only reads leaves a damaged store to the owner of the folder', async () => {
  const dataDir = tempDir()
  const path = join(dataDir, 'runback.db')
  writeFileSync(path, 'not a database '.repeat(1000))

  await expect(connect(dataDir, '0.0.0')).rejects.toThrow('start Runback, which sets it aside')

  expect(readFileSync(path, 'utf8')).toContain('not a database')
})

test('what can still be read of a damaged store is copied into the new one, and the damaged one stays', async () => {
  const dataDir = tempDir()
  const path = join(dataDir, 'runback.db')
  const first = await tempHost({ dataDir })
  const runIds: string[] = []
  for (let run = 0; run < 8; run += 1) {
    runIds.push((await recordAgentRun(await otlpPortsOf(first), 'http/protobuf', `run ${run}`)).runId)
  }
  await first.close()
  const pages = statSync(path).size / 4096
  const damaged = openSync(path, 'r+')
  for (const page of [Math.floor(pages * 0.5), Math.floor(pages * 0.7)]) {
    writeSync(damaged, Buffer.alloc(4096, 7), 0, 4096, page * 4096)
  }
  closeSync(damaged)
  renameSync(path, join(dataDir, 'runback.damaged-2026-01-01T00-00-00.db'))
  const before = readFileSync(join(dataDir, 'runback.damaged-2026-01-01T00-00-00.db'))
  const host = await tempHost({ dataDir })

  const rescued = await host.caller.call('store.rescue', { name: 'runback.damaged-2026-01-01T00-00-00.db' })

  const { runs } = await host.caller.call('runs.list', {})
  expect(runs.map(run => run.runId)).toEqual(expect.arrayContaining(runs.map(run => run.runId)))
  expect(runs.every(run => runIds.includes(run.runId))).toBe(true)
  expect(rescued.spans).toBeGreaterThan(16)
  expect(rescued.spans + rescued.unreadable).toBeLessThanOrEqual(32)
  expect(readFileSync(join(dataDir, rescued.name)).equals(before)).toBe(true)
})

test('no file but a damaged store beside the store is opened for a rescue', async () => {
  const host = await tempHost()

  for (const name of ['../runback.db', '/etc/passwd', 'runback.db', 'runback.damaged-../x.db']) {
    await expect(host.caller.call('store.rescue', { name })).rejects.toMatchObject({
      problem: { code: 'bad-request' },
    })
  }
  await expect(
    host.caller.call('store.rescue', { name: 'runback.damaged-2026-01-01T00-00-00.db' }),
  ).rejects.toMatchObject({ problem: { code: 'store-unavailable' } })
})

test('a store file that is taken away is noticed with the next export, which is not acknowledged', async () => {
  const host = await tempHost()
  const path = join(host.dataDir, 'runback.db')
  expect((await send(host)).status).toBe(200)

  renameSync(path, `${path}.taken`)
  const answer = await send(host, '00f067aa0ba902b8')

  expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '2' } })
  await vi.waitFor(async () => expect((await storeOf(host)).health).toEqual({ state: 'file-gone', path }))

  renameSync(`${path}.taken`, path)
  expect((await send(host, '00f067aa0ba902b8')).status).toBe(200)
  await vi.waitFor(async () => expect((await storeOf(host)).health).toEqual({ state: 'ok' }))
  expect((await storeOf(host)).spans).toBe(2)
})

test('a store file that is replaced by another is not written to', async () => {
  const host = await tempHost()
  const path = join(host.dataDir, 'runback.db')
  const other = join(tempDir(), 'runback.db')
  openStoreWriter(other).close()
  copyFileSync(other, `${path}.other`)
  renameSync(`${path}.other`, path)

  const answer = await send(host)

  expect(answer.status).toBe(503)
  expect(readFileSync(path).equals(readFileSync(other))).toBe(true)
})

test('below the least free space nothing is recorded and everything is answered; above it, it goes on by itself', async () => {
  const host = await tempHost()

  await host.caller.call('settings.set', { minFreeDiskMb: 1_000_000 })
  const refused = await send(host)
  const { health } = await storeOf(host)
  const [source] = await vi.waitFor(async () => {
    const { receivers } = await host.caller.call('status', {})
    expect(receivers[0]?.counters.deferred).toBe(1)
    return receivers
  })
  await host.caller.call('settings.set', { minFreeDiskMb: 1 })

  expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '2' } })
  expect(health).toMatchObject({ state: 'disk-low', neededMb: 1_000_000 })
  expect(source?.counters.refused).toBe(0)
  expect((await send(host)).status).toBe(200)
  await vi.waitFor(async () => expect((await storeOf(host)).health).toEqual({ state: 'ok' }))
})

test('refusals are told of their sender after a restart', async () => {
  const dataDir = tempDir()
  const first = await tempHost({ dataDir })
  const { otlpHttpPort } = await otlpPortsOf(first)
  const headers = { 'user-agent': 'OTel-OTLP-Exporter-Python/1.30.0' }
  expect((await callHttp({ port: otlpHttpPort, headers, body: aRequest([aSpan()]) })).status).toBe(200)
  for (let n = 0; n < 3; n += 1) {
    const answer = await callHttp({ port: otlpHttpPort, headers, body: '<html>no trace</html>' })
    expect(answer.status).toBe(400)
  }
  await first.close()

  const { caller, close } = await connect(dataDir, '0.0.0')
  onTestFinished(close)

  const { sources } = await caller.call('sources.list', {})
  expect(sources).toHaveLength(2)
  expect(sources.find(source => source.serviceName === null)).toMatchObject({
    refused: 3,
    perhaps: ['weather-agent'],
    userAgent: 'OTel-OTLP-Exporter-Python/1.30.0',
    lastRefusal: { reason: expect.stringContaining('Not an ExportTraceServiceRequest') },
  })
  expect(sources.find(source => source.serviceName === 'weather-agent')).toMatchObject({
    receiver: 'otlp-http',
    scopeName: 'agent-sdk',
    requests: 1,
    spans: 1,
  })
  const { ledger } = await caller.call('runs.get', { runId: '0af7651916cd43dd8448eb211c80319c' })
  expect(ledger).toContainEqual(expect.objectContaining({ gap: 'refused-requests', count: 3 }))
  expect(readdirSync(dataDir)).not.toContain('runback.db-ballast')
})
