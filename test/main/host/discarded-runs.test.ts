import { expect, test, vi } from 'vitest'
import { recordAgentRun } from '../../support/an-agent-run.ts'
import { otlpPortsOf, tempHost } from '../../support/temp-host.ts'

async function hostWithRun() {
  const host = await tempHost()
  const { runId } = await recordAgentRun(await otlpPortsOf(host), 'grpc', 'a run')
  const storedRuns = async () => (await host.caller.call('status', {})).store.runs
  const listedRuns = async () => (await host.caller.call('runs.list', {})).total
  return { host, runId, storedRuns, listedRuns }
}

test('a discarded run is hidden at once, deleted a moment later, and windows are told both times', async () => {
  const { host, runId, storedRuns, listedRuns } = await hostWithRun()

  const { runIds } = await host.caller.call('runs.discard', {
    runIds: [runId, 'f'.repeat(32)],
    afterSeconds: 1,
  })

  expect(runIds).toEqual([runId])
  expect(await listedRuns()).toBe(0)
  await expect(host.caller.call('runs.get', { runId })).rejects.toThrow('No run')
  await vi.waitFor(async () => expect(await storedRuns()).toBe(0), 10_000)
  expect((await host.caller.call('runs.restore', { runIds: [runId] })).runIds).toEqual([])
})

test('a restored run is as it was', async () => {
  const { host, runId, listedRuns } = await hostWithRun()
  const before = await host.caller.call('runs.get', { runId })
  await host.caller.call('runs.discard', { runIds: [runId] })

  expect((await host.caller.call('runs.restore', { runIds: [runId] })).runIds).toEqual([runId])

  expect(await listedRuns()).toBe(1)
  expect(await host.caller.call('runs.get', { runId })).toEqual(before)
})

test('what was discarded is deleted when Runback stops, for nobody can ask for it back', async () => {
  const { host, runId } = await hostWithRun()
  await host.caller.call('runs.discard', { runIds: [runId], afterSeconds: 3600 })
  await host.close()

  const next = await tempHost({ dataDir: host.dataDir })
  expect((await next.caller.call('runs.restore', { runIds: [runId] })).runIds).toEqual([])
  expect((await next.caller.call('status', {})).store.runs).toBe(0)
})
