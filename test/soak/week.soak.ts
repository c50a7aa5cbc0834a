import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { makeTempDir } from '../support/temp-dir.ts'
import { aServedHost } from './support/a-served-host.ts'
import { printFigures, slopeOf } from './support/figures.ts'
import { anHttpSender, aRun } from './support/senders.ts'

const FOR_MS = 150_000
const WARM_UP_MS = 30_000
const LANES = 8
const SPANS = 25
const MAX_MB_PER_MILLION_SPANS = 120

test('a week of runs, as fast as they can be sent, costs no memory that stays, and disk in proportion', async () => {
  const dir = makeTempDir()
  const host = await aServedHost(dir.path)
  const http = anHttpSender(host.otlpHttpPort)
  const beganMs = performance.now()
  const memory: [spans: number, megabytes: number][] = []
  const disk: [spans: number, megabytes: number][] = []
  let spans = 0
  let isOver = false

  async function lane(): Promise<void> {
    while (!isOver) {
      if ((await http.send(aRun(SPANS, 200).body)) === 'stored') spans += SPANS
    }
  }
  const lanes = Array.from({ length: LANES }, lane)
  while (performance.now() - beganMs < FOR_MS) {
    await setTimeout(1_000)
    if (performance.now() - beganMs < WARM_UP_MS) continue
    const { store } = await host.caller.call('status', {})
    disk.push([spans, store.sizeBytes / 1e6])
    const megabytes = host.memoryMb()
    if (megabytes !== undefined) memory.push([spans, megabytes])
  }
  isOver = true
  await Promise.all(lanes)
  const { store } = await host.caller.call('status', {})
  expect(await host.stop()).toBe(0)

  const half = Math.floor(disk.length / 2)
  const [firstHalf, secondHalf] = [slopeOf(disk.slice(0, half)), slopeOf(disk.slice(half))]
  const memorySlope = slopeOf(memory) * 1e6
  printFigures('A week in fast-forward', {
    spans,
    'spans per second': Math.round(spans / (FOR_MS / 1000)),
    'memory, least and most': memory.length === 0 ? undefined : rangeOf(memory.map(([, each]) => each)),
    'memory per million spans': memory.length === 0 ? undefined : `${Math.round(memorySlope)} MB`,
    'disk per thousand spans': `${(firstHalf * 1000).toFixed(2)} MB, then ${(secondHalf * 1000).toFixed(2)} MB`,
  })
  expect(store.spans).toBe(spans)
  expect(memorySlope).toBeLessThan(MAX_MB_PER_MILLION_SPANS)
  expect(secondHalf / firstHalf).toBeLessThan(1.3)
  http.close()
  dir.remove()
})

function rangeOf(values: readonly number[]): string {
  return `${Math.min(...values)} to ${Math.max(...values)} MB`
}
