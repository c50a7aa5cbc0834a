import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Caller } from '../../../src-main/contract/caller.ts'
import type { ParamsOf } from '../../../src-main/contract/operations.ts'
import { aRequest, aSpan } from '../../support/otlp-requests.ts'
import { otlpPortsOf, tempHost } from '../../support/temp-host.ts'

const DAY = '2026-10-01T12:00:00Z'
let caller: Caller
let dataDir: string
let port: number
let sent = 0

beforeEach(async () => {
  const host = await tempHost()
  caller = host.caller
  dataDir = host.dataDir
  port = (await otlpPortsOf(host)).otlpHttpPort
})

/** A call of 1,000 tokens in and 100 out, in a run of its own. */
async function sendCall(
  model: string,
  more: Record<string, string | number> = {},
  at = DAY,
): Promise<string> {
  sent += 1
  const traceId = sent.toString(16).padStart(32, 'c')
  const startUnixNano = BigInt(Date.parse(at)) * 1_000_000n
  const span = aSpan({
    traceId,
    startUnixNano,
    endUnixNano: startUnixNano + 1_000_000_000n,
    attributes: new Map<string, string | number>([
      ['gen_ai.operation.name', 'chat'],
      ['gen_ai.provider.name', 'acme'],
      ['gen_ai.request.model', model],
      ['gen_ai.usage.input_tokens', 1_000],
      ['gen_ai.usage.cache_read.input_tokens', 0],
      ['gen_ai.usage.output_tokens', 100],
      ...Object.entries(more),
    ]),
  })
  const answer = await fetch(`http://127.0.0.1:${port}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-protobuf' },
    body: Buffer.from(aRequest([span])),
  })
  expect(answer.status).toBe(200)
  return traceId
}

const price = (change: Partial<ParamsOf<'prices.set'>> = {}): ParamsOf<'prices.set'> => ({
  model: 'acme-1',
  input: 2,
  output: 10,
  ...change,
})
const costOf = async (runId: string) => (await caller.call('runs.get', { runId, limit: 0 })).run.cost.sum
const summary = (params: ParamsOf<'costs.summary'> = {}) => caller.call('costs.summary', params)

describe('a price of the user', () => {
  test('is for calls from then on, and for recorded ones when they are priced again', async () => {
    const before = await sendCall('acme-1')
    await caller.call('prices.set', price())
    const after = await sendCall('acme-1')

    expect(await costOf(before)).toEqual({ confidence: 'unknown' })
    expect(await costOf(after)).toEqual({ confidence: 'derived', value: 3_000_000 })

    const tried = await caller.call('prices.reprice', { dryRun: true })
    expect(tried).toMatchObject({ calls: 2, changed: 1, after: { sum: { value: 6_000_000 }, missing: 0 } })
    expect(await costOf(before)).toEqual({ confidence: 'unknown' })

    await caller.call('prices.reprice', {})
    expect(await costOf(before)).toEqual({ confidence: 'derived', value: 3_000_000 })
    expect((await summary()).totals.cost).toEqual({
      sum: { confidence: 'derived', value: 6_000_000 },
      missing: 0,
    })
    expect(await caller.call('prices.reprice', {})).toMatchObject({ calls: 2, changed: 0 })
  })

  test('wins over the price list, and gives way to it when removed', async () => {
    await caller.call('prices.set', price({ model: 'gpt-5*', provider: 'openai' }))
    const runId = await sendCall('gpt-5-mini', { 'gen_ai.provider.name': 'openai' })
    expect(await costOf(runId)).toMatchObject({ value: 3_000_000 })

    await caller.call('prices.remove', { model: 'gpt-5*', provider: 'openai' })
    await caller.call('prices.reprice', {})
    expect(await costOf(runId)).toMatchObject({ value: 450_000 })
  })

  test('is taken from the file as it is edited by hand, and what is wrong there is told', async () => {
    const file = join(dataDir, 'prices.json')
    const wrong = { model: 'acme-2', input: -1, output: 2 }
    writeFileSync(file, JSON.stringify({ prices: [price(), wrong] }))
    const { prices, issues } = await caller.call('prices.list', {})

    expect(prices.map(each => each.model)).toEqual(['acme-1'])
    expect(issues).toEqual(['prices.json, price 2: input: a price is never below 0.'])
    expect(await costOf(await sendCall('acme-1'))).toMatchObject({ value: 3_000_000 })
    await expect(caller.call('prices.set', price())).rejects.toThrow(/prices.json cannot be read: .* Mend/)
    expect(JSON.parse(readFileSync(file, 'utf8')).prices).toHaveLength(2)
  })

  test.each([
    ['of less than nothing', price({ input: -1 }), 'input: a price is never below 0'],
    ['without a model', price({ model: ' ' }), 'a price needs a model name'],
    ['from a day that is none', price({ validFrom: '2026-02-30' }), 'a date is written like 2026-01-31'],
    ['that is no number', price({ output: 'ten' as never }), 'dollars per million tokens'],
  ])('%s is refused with what to do', async (_what, wrong, message) => {
    await expect(caller.call('prices.set', wrong)).rejects.toThrow(message)
  })
})

describe('models that need a price', () => {
  test('are listed once, with what was called and what senders reported', async () => {
    await sendCall('acme-1')
    await sendCall('acme-1', { 'gen_ai.usage.cost': 0.25 }, '2026-10-03T12:00:00Z')
    await sendCall('acme-2')
    await sendCall('gpt-5-mini', { 'gen_ai.provider.name': 'openai' })

    const { models, total } = await caller.call('prices.missing', {})

    expect(total).toBe(2)
    expect(models[0]).toMatchObject({
      provider: 'acme',
      model: 'acme-1',
      calls: 2,
      inputTokens: { sum: { confidence: 'exact', value: 2_000 }, missing: 0 },
      outputTokens: { sum: { confidence: 'exact', value: 200 }, missing: 0 },
      reportedCost: { sum: { confidence: 'estimated', value: 250_000_000 }, missing: 1 },
      firstSeenAt: Date.parse(DAY),
      lastSeenAt: Date.parse('2026-10-03T12:00:00Z'),
    })
  })

  test('are named by the run, and no longer once they have one', async () => {
    const runId = await sendCall('acme-1')
    const gaps = async () => (await caller.call('runs.get', { runId })).ledger.map(({ gap }) => gap)
    expect(await gaps()).toContain('unknown-price')

    await caller.call('prices.set', price())
    await caller.call('prices.reprice', {})
    expect(await gaps()).not.toContain('unknown-price')
    expect(await caller.call('prices.missing', {})).toEqual({ models: [], total: 0, returned: 0 })
  })
})

describe('the cost that a sender reports', () => {
  const callOf = (runId: string) => caller.call('calls.get', { runId, spanId: 'b7ad6b7169203331' })

  test('stands beside ours, which is what counts', async () => {
    const runId = await sendCall('gpt-5-mini', {
      'gen_ai.provider.name': 'openai',
      'gen_ai.usage.cost': 0.0009,
    })

    expect(await callOf(runId)).toMatchObject({
      cost: { confidence: 'derived', value: 450_000 },
      reportedCost: { confidence: 'exact', value: 900_000 },
      countedCost: { confidence: 'derived', value: 450_000 },
      costDifference: 'The sender reports 100 % more than these prices make it.',
    })
  })

  test('counts where there is no price: as an estimate, or exactly where the provider billed it', async () => {
    const guessed = await sendCall('acme-1', { 'gen_ai.usage.cost': 0.25 })
    const billed = await sendCall('acme-1', {
      'gen_ai.usage.cost': 0.25,
      'gen_ai.provider.name': 'openrouter',
    })

    expect(await callOf(guessed)).toMatchObject({ cost: { confidence: 'unknown' }, costDifference: null })
    expect(await costOf(guessed)).toEqual({ confidence: 'estimated', value: 250_000_000 })
    expect(await costOf(billed)).toEqual({ confidence: 'exact', value: 250_000_000 })
    expect((await summary()).totals).toMatchObject({ reportedCalls: 2, unpricedCalls: 2 })
  })
})

describe('the summary of costs', () => {
  test('groups by day, model and provider, the most expensive first', async () => {
    const openai = { 'gen_ai.provider.name': 'openai' }
    await sendCall('gpt-5-mini', openai)
    await sendCall('gpt-5', openai)
    await sendCall('gpt-5', openai, '2026-10-05T12:00:00Z')

    const byModel = await summary({ groupBy: 'model' })
    expect(byModel.groups.map(({ key, calls }) => [key, calls])).toEqual([
      ['gpt-5', 2],
      ['gpt-5-mini', 1],
    ])
    expect(byModel.totals).toMatchObject({ calls: 3, cost: { sum: { value: 2 * 2_250_000 + 450_000 } } })
    const byDay = await summary({ groupBy: 'day' })
    expect(byDay.groups.map(({ key, calls }) => [key, calls])).toEqual([
      ['2026-10-05', 1],
      ['2026-10-01', 2],
    ])
    const october = await summary({ groupBy: 'provider', from: '2026-10-02', to: '2026-10-05' })
    expect(october.groups).toMatchObject([{ key: 'openai', calls: 1 }])
    expect((await summary({ limit: 1 })).groups).toHaveLength(1)
    expect((await summary({ groupBy: 'service' })).groups).toMatchObject([{ key: 'weather-agent', calls: 3 }])
    expect((await summary({ groupBy: 'session' })).groups).toMatchObject([{ key: null, calls: 3 }])
  })

  test('forgets what a deleted run cost', async () => {
    const runId = await sendCall('gpt-5-mini', { 'gen_ai.provider.name': 'openai' })
    await caller.call('runs.delete', { runId })

    expect(await summary()).toMatchObject({ groups: [], totals: { calls: 0 } })
  })

  test('wants times it can read', async () => {
    await expect(summary({ from: 'yesterday' })).rejects.toThrow('a time is written like 2026-01-31')
  })
})
