import { expect, test } from 'vitest'
import { openStoreReader } from '../../../src-main/store/open-store.ts'
import { aGrpcSender, anHttpSender, aRun, type Sender } from '../../soak/support/senders.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { otlpPortsOf, tempHost } from '../../support/temp-host.ts'

function countsOf(dataDir: string, runIds: readonly string[]) {
  const reader = openStoreReader(`${dataDir}/runback.db`)
  try {
    return runIds.map(runId => reader.runs.find(runId, Date.now())?.run.spanCount)
  } finally {
    reader.close()
  }
}

test('every batch sent three times over eight connections, in any order, is there once', async () => {
  const host = await tempHost()
  const ports = await otlpPortsOf(host)
  const senders = Array.from(
    { length: 8 },
    (_, n): Sender => (n % 2 === 0 ? anHttpSender(ports.otlpHttpPort) : aGrpcSender(ports.otlpGrpcPort)),
  )
  const runs = Array.from({ length: 40 }, () => aRun(5, 200))
  const batches = [...runs, ...runs.toReversed(), ...runs.slice(20), ...runs.slice(0, 20)]

  const answers = await Promise.all(batches.map((run, n) => senders[n % 8]?.send(run.body)))

  expect(new Set(answers)).toEqual(new Set(['stored']))
  const { store } = await host.caller.call('status', {})
  expect(store).toMatchObject({ runs: 40, spans: 200 })
  for (const sender of senders) sender.close()
})

test('250 HTTP and 64 gRPC connections at once are all served', async () => {
  const host = await tempHost()
  const ports = await otlpPortsOf(host)
  const senders = [
    ...Array.from({ length: 250 }, () => anHttpSender(ports.otlpHttpPort)),
    ...Array.from({ length: 64 }, () => aGrpcSender(ports.otlpGrpcPort)),
  ]

  const answers = await Promise.all(senders.map(sender => sender.send(aRun(1, 50).body)))

  expect(answers.filter(answer => answer !== 'stored')).toEqual([])
  expect((await host.caller.call('status', {})).store.spans).toBe(senders.length)
  for (const sender of senders) sender.close()
})

test('a host that stops with 64 requests under way answers them all, and keeps what it acknowledged', async () => {
  const dataDir = tempDir()
  const host = await tempHost({ dataDir })
  const ports = await otlpPortsOf(host)
  const http = anHttpSender(ports.otlpHttpPort)
  const grpc = aGrpcSender(ports.otlpGrpcPort)
  const runs = Array.from({ length: 64 }, () => aRun(20, 1_000))
  const sending = runs.map((run, n) => (n % 2 === 0 ? http : grpc).send(run.body))
  await Promise.race(sending)

  await host.close()
  const answers = await Promise.all(sending)

  const stored = runs.filter((_, n) => answers[n] === 'stored').map(run => run.runId)
  expect(stored.length).toBeGreaterThan(0)
  expect(new Set(countsOf(dataDir, stored))).toEqual(new Set([20]))
  http.close()
  grpc.close()
})
