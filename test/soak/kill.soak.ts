import { expect, test } from 'vitest'
import { openStoreReader } from '../../src-main/store/open-store.ts'
import { makeTempDir } from '../support/temp-dir.ts'
import { aServedHost } from './support/a-served-host.ts'
import { printFigures } from './support/figures.ts'
import { aGrpcSender, anHttpSender, aRun, type Sender } from './support/senders.ts'

const KILLS = 25
const SENDERS_EACH = 3
const SPANS = 10

/** Sends until the host is gone, and notes what was acknowledged. */
async function sendUntilGone(sender: Sender, acknowledged: Set<string>): Promise<void> {
  for (;;) {
    const { runId, body } = aRun(SPANS, 1_000)
    const answer = await sender.send(body)
    if (answer === 'gone') return
    if (answer === 'stored') acknowledged.add(runId)
  }
}

test('killed again and again under load over both protocols, nothing acknowledged is lost or cut', async () => {
  const dir = makeTempDir()
  const acknowledged = new Set<string>()
  const startMs: number[] = []

  for (let kill = 1; kill <= KILLS; kill += 1) {
    const began = performance.now()
    const host = await aServedHost(dir.path)
    startMs.push(performance.now() - began)
    const { notices } = (await host.caller.call('status', {})).store
    expect(notices).toEqual([])
    const senders = [
      ...Array.from({ length: SENDERS_EACH }, () => anHttpSender(host.otlpHttpPort)),
      ...Array.from({ length: SENDERS_EACH }, () => aGrpcSender(host.otlpGrpcPort)),
    ]
    const before = acknowledged.size
    const sending = senders.map(sender => sendUntilGone(sender, acknowledged))
    await expect
      .poll(() => acknowledged.size, { timeout: 30_000, interval: 2 })
      .toBeGreaterThan(before + 20 + kill)
    await host.kill()
    await Promise.all(sending)
    for (const sender of senders) sender.close()
  }

  const last = await aServedHost(dir.path)
  const { store } = await last.caller.call('status', {})
  expect(await last.stop()).toBe(0)
  const reader = openStoreReader(`${dir.path}/runback.db`)
  const counts = [...acknowledged].map(runId => reader.runs.find(runId, Date.now())?.run.spanCount)
  reader.close()
  printFigures('Killed under load', {
    kills: KILLS,
    'acknowledged spans': acknowledged.size * SPANS,
    'lost or cut': counts.filter(count => count !== SPANS).length,
    'start to first answer, slowest': `${Math.round(Math.max(...startMs))} ms`,
  })
  expect(counts.filter(count => count !== SPANS)).toEqual([])
  expect(store.notices).toEqual([])
  dir.remove()
})
