import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operationNames, operations, type ParamsOf } from '../../../src-main/contract/operations.ts'
import { createRemoteCaller, requestLink } from '../../../src-main/http/remote-caller.ts'
import { routeOf } from '../../../src-main/http/route.ts'
import { type RunningApi, startApi } from '../../../src-main/http/start-api.ts'
import { createFakeCaller, weatherCall, weatherRunId } from '../../support/fake-caller.ts'
import { apiOptions } from './an-api.ts'

const ids = { runId: weatherRunId, spanId: '04'.repeat(8), blockId: '0f'.repeat(16) }
const sides = { left: weatherRunId, right: 'b1'.repeat(16) }
const paramsOf: { [Name in (typeof operationNames)[number]]: ParamsOf<Name> } = {
  status: {},
  'runs.list': { text: 'a & b/c?ü', limit: 3 },
  'runs.facets': { filter: 'cost>0.1 "a & b"', limit: 3 },
  'runs.get': ids,
  'calls.tools': ids,
  'runs.context': ids,
  'runs.graph': { ...ids, level: 'calls', open: 'loop-1-2,loop-3-4' },
  diff: { ...sides, rules: [{ name: 'number', pattern: '\\d+', isOn: true }] },
  'diff.divergence': sides,
  'diff.blocks': { left: '01'.repeat(16), right: '02'.repeat(16) },
  'diff.several': { left: weatherRunId, others: ['b1'.repeat(16), 'b2'.repeat(16)] },
  'diff.step': { left: '01'.repeat(16), right: '02'.repeat(16), leftSpan: '01'.repeat(8), rightSpan: null },
  'diff.report': { ...sides, format: 'html' },
  'runs.delete': ids,
  'runs.discard': { runIds: [weatherRunId], afterSeconds: 5 },
  'runs.restore': { runIds: [weatherRunId] },
  'sessions.list': { text: 'a & b', limit: 3 },
  'sessions.get': { sessionId: 'team/chat 7?ü#%', limit: 3 },
  'runs.label': { ...ids, star: true, addTags: ['a b'], removeTags: ['c'], note: 'as it should be' },
  'tags.list': { limit: 3 },
  'spans.get': ids,
  'calls.get': { ...ids, blockLimit: 100 },
  'blocks.get': ids,
  search: { text: 'Oslo "today"' },
  'metrics.list': { limit: 7 },
  'imports.create': { name: 'a.jsonl', text: '{}\n{}' },
  'imports.start': { paths: ['/traces/a.jsonl', '/nowhere.json'] },
  'imports.upload': { name: 'a.jsonl', base64: 'e30K', isLast: true },
  'imports.list': {},
  'imports.get': { jobId: 'a1b2c3d4e5f60718' },
  'imports.cancel': { jobId: 'a1b2c3d4e5f60718' },
  'watches.list': {},
  'watches.add': { path: '/home/me/traces' },
  'watches.remove': { path: '/home/me/traces' },
  'samples.load': {},
  'sources.list': { limit: 3 },
  'notices.dismiss': { noticeId: 7 },
  'store.rescue': { name: 'runback.damaged-2026-11-21T10-31-59.db' },
  'receivers.move': { receiver: 'otlp-grpc', port: 4400 },
  'costs.summary': { groupBy: 'model', from: '2026-10-01', limit: 3 },
  'prices.list': {},
  'prices.missing': { limit: 3 },
  'prices.set': { model: 'gpt-5*', provider: 'openai', input: 1.25, output: 10, validFrom: '2026-10-01' },
  'prices.remove': { model: 'gpt-5*', provider: 'openai', validFrom: '2026-10-01' },
  'prices.reprice': { dryRun: true },
  'redaction.preview': { text: 'mail a@b.test', runs: 3 },
  'retention.preview': { olderThanDays: 30, limit: 3 },
  'retention.collect': { olderThanDays: 30, maxMb: 100 },
  'replay.plan': { runId: weatherRunId, model: 'gpt-5', temperature: 0.5 },
  'replay.start': { runId: weatherRunId, mode: 'hybrid', from: '04'.repeat(8), ask: true },
  'replay.list': {},
  'replay.get': { replayId: 'a1b2c3d4e5f60718' },
  'replay.approve': { replayId: 'a1b2c3d4e5f60718' },
  'replay.pause': { replayId: 'a1b2c3d4e5f60718' },
  'replay.resume': { replayId: 'a1b2c3d4e5f60718' },
  'replay.stop': { replayId: 'a1b2c3d4e5f60718' },
  'models.list': { ask: true },
  'outbound.list': {},
  'keys.list': {},
  'keys.set': { provider: 'openai', key: 'sk-of-a-test' },
  'keys.remove': { provider: 'openai' },
  'settings.get': {},
  'settings.set': { theme: 'dark' },
}

describe('a remote caller', () => {
  const engine = createFakeCaller()
  const options = apiOptions({ engine })
  let running: RunningApi
  beforeAll(async () => {
    running = await startApi({ ...options, port: 0 })
  })
  afterAll(() => running.close())
  const remote = () => createRemoteCaller({ port: running.port, token: options.token })

  test.each(operationNames)('%s arrives as it was asked and comes back as it was answered', async name => {
    const near = createFakeCaller()
    const expected = await near.call(name, paramsOf[name] as never)

    const result = await remote().call(name, paramsOf[name] as never)

    expect(result).toEqual(expected)
    expect(engine.calls.at(-1)).toEqual(near.calls.at(-1))
  })

  test('a problem over there is the same problem here', async () => {
    const params = { runId: weatherRunId, spanId: '03'.repeat(8) }

    await expect(remote().call('calls.get', params)).rejects.toMatchObject({
      problem: { code: 'call-not-found', ...params },
    })
    await expect(remote().call('runs.get', { runId: 'short' })).rejects.toMatchObject({
      problem: { code: 'bad-request', issues: ['a run id is 32 hex digits'] },
    })
  })

  test('a wrong token is refused, and nobody there means not running', async () => {
    const wrong = createRemoteCaller({ port: running.port, token: 'wrong' })
    const nobody = createRemoteCaller({ port: 1, token: 'any' })

    await expect(wrong.call('status', {})).rejects.toMatchObject({ problem: { code: 'refused' } })
    await expect(nobody.call('status', {})).rejects.toMatchObject({ problem: { code: 'not-running' } })
  })

  test('an answer of another shape is told as another version', async () => {
    const odd = createFakeCaller({ 'calls.get': () => ({ ...weatherCall, blocks: 'none' }) as never })
    const oddOptions = apiOptions({ engine: odd })
    const other = await startApi({ ...oddOptions, port: 0 })
    const caller = createRemoteCaller({ port: other.port, token: oddOptions.token })

    await expect(caller.call('calls.get', ids)).rejects.toThrow('another version')
    await other.close()
  })

  test('a link of the running host carries a ticket that works there', async () => {
    const link = await requestLink({ port: running.port, token: options.token })

    expect(link).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${running.port}/#ticket=.{43}$`))
    expect(options.tickets.redeem(link.split('=')[1] ?? '')).toBe(true)
  })
})

test('the names in every template are params of its operation', () => {
  for (const name of operationNames) {
    expect(Object.keys(operations[name].params.shape)).toEqual(
      expect.arrayContaining([...routeOf(operations[name]).pathParams]),
    )
  }
})
