import { expect, test } from 'vitest'
import { openStoreReader } from '../../src-main/store/open-store.ts'
import { makeTempDir } from '../support/temp-dir.ts'
import { aServedHost } from './support/a-served-host.ts'
import { printFigures, watchPeak } from './support/figures.ts'
import { aGrpcSender, anHttpSender, aRun } from './support/senders.ts'

const FOR_MS = 30_000
const LANES = 64
const MAX_PEAK_MB = 512

test('senders faster than the disk are asked to come again, in bounded memory, and nothing acknowledged is lost', async () => {
  const dir = makeTempDir()
  const host = await aServedHost(dir.path)
  await host.caller.call('settings.set', { durable: true })
  const peak = watchPeak(host.memoryMb)
  const http = anHttpSender(host.otlpHttpPort)
  const grpc = aGrpcSender(host.otlpGrpcPort)
  const acknowledged = new Set<string>()
  const answers = new Map<string, number>()
  const untilMs = performance.now() + FOR_MS

  async function lane(index: number): Promise<void> {
    while (performance.now() < untilMs) {
      const { runId, body } = aRun(20, 128 * 1024)
      const answer = await (index % 2 === 0 ? http : grpc).send(body)
      answers.set(answer, (answers.get(answer) ?? 0) + 1)
      if (answer === 'stored') acknowledged.add(runId)
    }
  }
  await Promise.all(Array.from({ length: LANES }, (_, index) => lane(index)))
  const peakMb = peak.take()
  peak.stop()
  const began = performance.now()
  const small = await http.send(aRun(1, 100).body)
  const recoveredMs = performance.now() - began
  expect(await host.stop()).toBe(0)

  const reader = openStoreReader(`${dir.path}/runback.db`)
  const found = [...acknowledged].filter(runId => reader.runs.find(runId, Date.now())?.run.spanCount === 20)
  const { runs } = reader.statistics()
  reader.close()
  printFigures('More than the disk takes', {
    sent: `${LANES} lanes of 2.5 MiB requests for ${FOR_MS / 1000} s, flushed to the disk`,
    answers: [...answers].map(([answer, count]) => `${count} ${answer}`).join(', '),
    'stored of acknowledged': `${found.length} of ${acknowledged.size}`,
    'peak memory': peakMb && `${peakMb} MB`,
    'next answer after': `${Math.round(recoveredMs)} ms`,
  })
  expect(found).toHaveLength(acknowledged.size)
  expect(runs).toBe(acknowledged.size + 1)
  expect(small).toBe('stored')
  expect(answers.get('gone') ?? 0).toBe(0)
  expect(peakMb ?? 0).toBeLessThan(MAX_PEAK_MB)
  http.close()
  grpc.close()
  dir.remove()
})
