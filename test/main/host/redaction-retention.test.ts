import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { startCollectionSchedule } from '../../../src-main/engine/collection-schedule.ts'
import type { Collector } from '../../../src-main/engine/collector.ts'
import { recordAgentRun } from '../../support/an-agent-run.ts'
import { otlpPortsOf, tempHost } from '../../support/temp-host.ts'

const SECRET = 'sk-proj-ThroughTheRealDoors0123456789abcdef'

test('a rule that is set holds for what an SDK sends next, through every thread to the disk', async () => {
  const host = await tempHost()
  const { redactionRules } = await host.caller.call('settings.get', {})
  const on = redactionRules.map(rule => ({ ...rule, enabled: rule.name === 'openai-key' }))
  await host.caller.call('settings.set', { redactionRules: on })

  const { runId } = await recordAgentRun(await otlpPortsOf(host), 'http/json', `leaks ${SECRET}`)

  const { run, ledger } = await host.caller.call('runs.get', { runId })
  expect(run.name).toMatch(/^leaks \[redacted:openai-key:[0-9a-f]{6}\]$/)
  expect(ledger).toContainEqual({ gap: 'redacted', count: expect.any(Number), about: ['openai-key'] })
  const disk = readdirSync(host.dataDir).map(name => readFileSync(join(host.dataDir, name)))
  expect(disk.some(bytes => bytes.includes('ThroughTheRealDoors'))).toBe(false)
})

test('rules are tried on stored runs without showing what they found, and nothing changes', async () => {
  const host = await tempHost()
  const { runId } = await recordAgentRun(await otlpPortsOf(host), 'grpc', `leaks ${SECRET}`)

  const preview = await host.caller.call('redaction.preview', { runs: 5 })

  const found = preview.rules.find(({ name }) => name === 'openai-key')
  expect(found?.count).toBeGreaterThan(0)
  expect(found?.samples[0]).toEqual({
    before: `sk-p…ef (${SECRET.length} characters)`,
    after: expect.stringMatching(/^\[redacted:openai-key:/),
  })
  expect(preview).toMatchObject({ runs: 1, spans: 4, isComplete: true, text: null })
  expect((await host.caller.call('runs.get', { runId })).run.name).toContain(SECRET)
})

test('a pattern that cannot be matched in bounded time is refused where it is set and where it is tried', async () => {
  const host = await tempHost()
  const rule = { kind: 'pattern', name: 'echo', pattern: '(a+)\\1', enabled: true } as const

  const refused = { problem: { code: 'bad-request', issues: [expect.stringContaining('one pass')] } }
  await expect(host.caller.call('settings.set', { redactionRules: [rule] })).rejects.toMatchObject(refused)
  await expect(host.caller.call('redaction.preview', { rules: [rule] })).rejects.toMatchObject(refused)
})

test('a collection spares what is starred and what may still go on, and is remembered', async () => {
  const host = await tempHost()
  const { runId } = await host.caller.call('samples.load', {})
  await host.caller.call('runs.label', { runId, star: true })

  const collection = await host.caller.call('retention.collect', { olderThanDays: 1, maxMb: 16 })

  expect(collection).toMatchObject({ reason: 'asked', runs: 0, isStillTooLarge: false })
  expect((await host.caller.call('retention.preview', {})).last).toEqual(collection)
})

test('limits apply by themselves only when the settings say so, and not before they are due', async () => {
  vi.useFakeTimers()
  const answers = {
    'settings.get': { collectEveryHours: null as number | null },
    'retention.preview': { last: { atMs: Date.now() } },
  }
  const collect = vi.fn<Collector['collect']>().mockRejectedValue(new Error('full'))
  const query = (name: keyof typeof answers) => Promise.resolve(answers[name])
  const schedule = startCollectionSchedule({ collect }, { query: query as never })

  await vi.advanceTimersByTimeAsync(48 * 3_600_000)
  expect(collect).not.toHaveBeenCalled()
  answers['settings.get'].collectEveryHours = 72
  await vi.advanceTimersByTimeAsync(20 * 3_600_000)
  expect(collect).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(5 * 3_600_000)
  expect(collect).toHaveBeenCalledWith({}, 'schedule')

  schedule.stop()
  vi.useRealTimers()
})
