import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ParamsOf } from '../../../src-main/contract/operations.ts'
import type { Replay } from '../../../src-main/contract/replay.ts'
import { type Host, startHost } from '../../../src-main/host/start-host.ts'
import { type Behaviour, fakeVendor, type ReceivedRequest } from '../../support/fake-vendors.ts'
import { type ScriptedRun, sendScriptedRun } from '../../support/scripted-run.ts'
import { makeTempDir } from '../../support/temp-dir.ts'

const SECRET = 'sk-planted-0123456789abcdef'

const files: ScriptedRun = {
  runId: 'f1'.repeat(16),
  name: 'files agent',
  question: 'Which file is largest?',
  turns: [
    { calls: [{ tool: 'list_files', arguments: { path: '/tmp' }, result: 'a.txt b.txt' }] },
    { calls: [{ tool: 'read_size', arguments: { file: 'a.txt' }, result: '12 bytes' }] },
    { says: 'a.txt is the largest.' },
  ],
}
/** Calls and tools of the run, in order. */
const STEPS = [
  '0000000000000002',
  '0000000000000003',
  '0000000000000004',
  '0000000000000005',
  '0000000000000006',
]

const folder = makeTempDir()
let host: Host

beforeAll(async () => {
  host = await startHost({
    host: 'serve',
    dataDir: folder.path,
    ports: { api: 0, otlpHttp: 0, otlpGrpc: 0 },
    rendererDir: undefined,
    version: '0.0.0',
    log: () => undefined,
  })
  await sendScriptedRun(host, files)
})

afterAll(async () => {
  await host.close()
  folder.remove()
})

test('a plan says what each step will do and what it may cost, and sends nothing', async () => {
  const { host, vendor } = await replayWorld()

  const plan = await host.caller.call('replay.plan', { ...world, model: 'gpt-4o-mini' })

  expect(plan.steps.map(({ source }) => source)).toEqual(['live', 'mocked', 'live', 'mocked', 'live'])
  expect(plan.canStart).toBe(true)
  expect(plan.targets).toMatchObject([{ provider: 'openai.chat', model: 'gpt-4o-mini', key: 'present' }])
  const { low, high } = plan.cost
  if (low.confidence !== 'estimated' || high.confidence !== 'estimated')
    throw new Error('the cost is no estimate')
  expect(low.value).toBeGreaterThan(0)
  expect(high.value).toBeGreaterThan(low.value)
  expect(plan.summary).toContain('3 calls live')
  expect(vendor.requests).toEqual([])
})

test('each recorded prompt is sent as it was, with another model, and the answers become a run of their own', async () => {
  const { host, vendor } = await replayWorld()

  const replay = await replayed(host, { ...world, model: 'gpt-4o-mini', temperature: 0.1, concurrency: 1 })

  expect(replay).toMatchObject({ state: 'done', done: 5 })
  expect(vendor.requests.map(({ body }) => body)).toMatchObject([
    { model: 'gpt-4o-mini', temperature: 0.1, messages: [{ role: 'system' }, { role: 'user' }] },
    { messages: [{ role: 'system' }, { role: 'user' }, { role: 'assistant' }, { role: 'tool' }] },
    {},
  ])
  const recorded = await host.caller.call('runs.get', { runId: replay.resultRunId ?? '' })
  expect(recorded.run).toMatchObject({
    name: 'Replay of files agent with gpt-4o-mini',
    parent: { runId: files.runId, reason: 'replay' },
    sessionId: null,
    callCount: 3,
    toolCount: 2,
    status: 'ok',
  })
  const original = await host.caller.call('runs.get', { runId: files.runId })
  expect(original.dispatched).toContainEqual(
    expect.objectContaining({ runId: replay.resultRunId, reason: 'replay' }),
  )
})

test('the comparison of run and replay names the model, and every step stands beside its own', async () => {
  const { host } = await replayWorld()

  const { resultRunId } = await replayed(host, { ...world, model: 'gpt-4o-mini', concurrency: 1 })
  const diff = await host.caller.call('diff', { left: files.runId, right: resultRunId ?? '' })

  expect(diff.counts).toMatchObject({ added: 0, removed: 0, moved: 0 })
  expect(diff.verdict).toContain('gpt-4o-mini')
})

test('one step alone is asked again; the rest of the run is as recorded', async () => {
  const { host, vendor } = await replayWorld()

  const replay = await replayed(host, { ...world, step: STEPS[2] })

  expect(vendor.requests).toHaveLength(1)
  expect(replay.steps.map(({ source }) => source)).toEqual(['mocked', 'mocked', 'live', 'mocked', 'mocked'])
})

test('from a step on the run is live, and what is mocked costs nothing', async () => {
  const { host, vendor } = await replayWorld()

  const replay = await replayed(host, { ...world, mode: 'hybrid', from: STEPS[2] })

  expect(vendor.requests).toHaveLength(2)
  expect(replay.steps[0]).toMatchObject({ source: 'mocked', cost: { confidence: 'exact', value: 0 } })
})

test('in a chain the new answers flow on, and recorded results answer the same tool calls', async () => {
  const { host, vendor } = await replayWorld((_request, index) =>
    index === 0
      ? {
          text: 'I look.',
          toolCalls: [{ id: 'new_1', name: 'list_files', arguments: { path: ' /tmp ', depth: null } }],
        }
      : { text: 'It is b.txt.' },
  )

  const replay = await replayed(host, { ...world, flow: 'chained', model: 'gpt-4o-mini' })

  expect(replay).toMatchObject({ state: 'done' })
  expect(vendor.requests).toHaveLength(2)
  expect(vendor.requests[1]?.body).toMatchObject({
    messages: [
      { role: 'system' },
      { role: 'user' },
      { role: 'assistant', content: 'I look.', tool_calls: [{ id: 'new_1' }] },
      { role: 'tool', tool_call_id: 'new_1', content: 'a.txt b.txt' },
    ],
  })
})

test('a tool call without a recorded result ends the replay and names the nearest one', async () => {
  const { host } = await replayWorld(() => ({
    toolCalls: [{ id: 'new_1', name: 'read_size', arguments: { file: 'b.txt' } }],
  }))

  const replay = await replayed(host, { ...world, flow: 'chained' })

  expect(replay.state).toBe('stopped')
  expect(replay.message).toContain('read_size({"file":"b.txt"})')
  expect(replay.message).toContain('nearest it has is read_size({"file":"a.txt"})')
})

test('a hybrid takes recorded answers until the prompt differs', async () => {
  const { host, vendor } = await replayWorld()
  const call = await host.caller.call('calls.get', { runId: files.runId, spanId: STEPS[2] ?? '' })
  const result = call.blocks.find(({ block }) => block.text === 'a.txt b.txt')

  const replay = await replayed(host, {
    ...world,
    mode: 'hybrid',
    edits: [{ blockId: result?.block.blockId ?? '', text: 'c.txt' }],
  })

  expect(replay.steps.map(({ source }) => source)).toEqual(['mocked', 'mocked', 'live', 'mocked', 'live'])
  expect(JSON.stringify(vendor.requests[0]?.body)).toContain('c.txt')
})

test('a mocked replay sends nothing', async () => {
  const { host, vendor } = await replayWorld()

  const replay = await replayed(host, { runId: files.runId, mode: 'mocked' })

  expect(replay).toMatchObject({ state: 'done', cost: { value: 0 } })
  expect(vendor.requests).toEqual([])
  const diff = await host.caller.call('diff', { left: files.runId, right: replay.resultRunId ?? '' })
  expect(diff.isSame).toBe(true)
})

test('too many requests are waited for and sent again', async () => {
  const { host, vendor } = await replayWorld((_request, index) =>
    index === 0 ? { status: 429, headers: { 'retry-after': '0' } } : { text: 'ok' },
  )

  const replay = await replayed(host, { ...world, step: STEPS[0] })

  expect(replay.state).toBe('done')
  expect(vendor.requests).toHaveLength(2)
})

test('a failed call is a failed step of the new run, with what had come of the answer', async () => {
  const { host } = await replayWorld(() => ({ cutAfter: 'Half an ans' }))

  const replay = await replayed(host, { ...world, step: STEPS[0] })

  expect(replay.steps[0]).toMatchObject({ state: 'failed', note: expect.stringContaining('broke off') })
  const spanId = replay.steps[0]?.spanId ?? ''
  const call = await host.caller.call('calls.get', { runId: replay.resultRunId ?? '', spanId })
  expect(call.blocks.at(-1)).toMatchObject({ section: 'output', block: { text: 'Half an ans' } })
})

test('a refused key ends the replay at its first call', async () => {
  const { host, vendor } = await replayWorld(() => ({ status: 401 }))

  const replay = await replayed(host, { ...world, concurrency: 1 })

  expect(replay).toMatchObject({ state: 'stopped', message: expect.stringContaining('401') })
  expect(vendor.requests).toHaveLength(1)
})

test('a paused replay begins no call until it goes on, and a stopped one keeps what it has', async () => {
  const first = Promise.withResolvers<void>()
  const { host, vendor } = await replayWorld((_request, index) =>
    index === 0
      ? { holds: first.promise, answers: { text: 'one' } }
      : { holds: new Promise(() => undefined), answers: {} },
  )
  const { replayId } = await host.caller.call('replay.start', { ...world, concurrency: 1 })
  await expect.poll(() => vendor.requests.length).toBe(1)
  await host.caller.call('replay.pause', { replayId })
  first.resolve()
  await expect
    .poll(async () => (await host.caller.call('replay.get', { replayId })).steps[0]?.state)
    .toBe('done')
  expect(await host.caller.call('replay.get', { replayId })).toMatchObject({ state: 'paused' })
  expect(vendor.requests).toHaveLength(1)

  await host.caller.call('replay.resume', { replayId })
  await expect.poll(() => vendor.requests.length).toBe(2)
  await host.caller.call('replay.stop', { replayId })

  const replay = await whenEnded(host, replayId)
  expect(replay).toMatchObject({ state: 'stopped', message: 'Stopped by hand.' })
  const { run } = await host.caller.call('runs.get', { runId: replay.resultRunId ?? '' })
  expect(run).toMatchObject({ status: 'error', callCount: 2 })
})

test('the budget ends a replay once the calls so far have used it up', async () => {
  const { host, vendor } = await replayWorld(() => ({
    text: 'dear',
    inputTokens: 1_000_000,
    outputTokens: 10,
  }))

  const replay = await replayed(host, { ...world, budget: 0.5, concurrency: 1 })

  expect(replay).toMatchObject({ state: 'stopped', message: expect.stringContaining('budget') })
  expect(vendor.requests).toHaveLength(1)
})

test('without a key nothing starts, and the plan says where to set one', async () => {
  const plan = await host.caller.call('replay.plan', { runId: files.runId, provider: 'groq', model: 'x' })

  expect(plan).toMatchObject({ canStart: false, concerns: [{ effect: 'stops', about: 'key' }, {}, {}, {}] })
  await expect(
    host.caller.call('replay.start', { runId: files.runId, provider: 'groq', model: 'x' }),
  ).rejects.toThrow('runback keys set groq')
})

test('what an agent starts waits for a person', async () => {
  const { host, vendor } = await replayWorld()

  const asked = await host.caller.call('replay.start', { ...world, step: STEPS[0], ask: true })

  expect(asked).toMatchObject({ state: 'asking', message: expect.stringContaining('files agent') })
  expect(vendor.requests).toEqual([])
  await host.caller.call('replay.approve', { replayId: asked.replayId })
  expect(await whenEnded(host, asked.replayId)).toMatchObject({ state: 'done' })
})

test('every connection is logged with its reason', async () => {
  const { host, vendor } = await replayWorld()
  await replayed(host, { ...world, step: STEPS[0] })

  const { connections } = await host.caller.call('outbound.list', {})

  expect(connections.slice(-1)).toMatchObject([
    {
      host: '127.0.0.1',
      port: Number(new URL(vendor.origin).port),
      outcome: 'answered',
      why: expect.stringContaining('replay'),
    },
  ])
})

test('a planted key is in no run, no list, no error and no file but its own', async () => {
  const { host, vendor } = await replayWorld((_request, index) =>
    index === 0 ? { text: 'ok' } : { status: 401 },
  )
  const replay = await replayed(host, { ...world, concurrency: 1 })
  expect(vendor.requests[0]?.headers.authorization).toBe(`Bearer ${SECRET}`)

  const told = JSON.stringify([
    replay,
    await host.caller.call('keys.list', {}),
    await host.caller.call('outbound.list', {}),
    await host.caller.call('runs.get', { runId: replay.resultRunId ?? '' }),
    await Promise.all(
      replay.steps.map(({ spanId }) =>
        spanId === null ? null : host.caller.call('spans.get', { runId: replay.resultRunId ?? '', spanId }),
      ),
    ),
  ])
  expect(told).not.toContain(SECRET)
  for (const name of ['runback.db', 'runback.db-wal']) {
    expect(textOf(join(folder.path, name))).not.toContain(SECRET)
  }
})

function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

const world = { runId: files.runId, provider: 'openai.chat' } as const

/** The host with the run, and a vendor of this test in the place of OpenAI. */
async function replayWorld(
  behave: (request: ReceivedRequest, index: number) => Behaviour = () => ({ text: 'Something else.' }),
) {
  const vendor = await fakeVendor('openai', behave)
  await host.caller.call('settings.set', { providerAddresses: { openai: vendor.address } })
  await host.caller.call('keys.set', { provider: 'openai', key: SECRET })
  return { host, vendor }
}

async function replayed(host: Host, params: ParamsOf<'replay.start'>): Promise<Replay> {
  const { replayId } = await host.caller.call('replay.start', params)
  return whenEnded(host, replayId)
}

async function whenEnded(host: Host, replayId: string): Promise<Replay> {
  let replay = await host.caller.call('replay.get', { replayId })
  await expect
    .poll(async () => {
      replay = await host.caller.call('replay.get', { replayId })
      return replay.endedAt
    })
    .not.toBeNull()
  return replay
}
