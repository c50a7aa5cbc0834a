import { expect, test } from 'vitest'
import type { Caller } from '../../../src-main/contract/caller.ts'
import { connect } from '../../../src-main/host/connect.ts'
import { callHttp } from '../../support/otlp-http-client.ts'
import { otlpPortsOf, tempHost } from '../../support/temp-host.ts'

const SESSION = 'team/chat 7?ü'
const PARENT = 'a'.repeat(32)
const CHILD = 'b'.repeat(32)
const TASK = '1'.repeat(16)

function attribute(key: string, stringValue: string) {
  return { key, value: { stringValue } }
}

function aSpan(
  traceId: string,
  spanId: string,
  name: string,
  attributes: readonly unknown[],
  links: unknown[] = [],
) {
  const startTimeUnixNano = '1790000000000000000'
  return {
    traceId,
    spanId,
    name,
    startTimeUnixNano,
    endTimeUnixNano: '1790000001000000000',
    attributes,
    links,
  }
}

async function send(port: number, ...spans: readonly unknown[]): Promise<void> {
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ scope: { name: 'agents' }, spans }] }] })
  const reply = await callHttp({ port, headers: { 'content-type': 'application/json' }, body })
  expect(reply.status).toBe(200)
}

const task = aSpan(PARENT, TASK, 'execute_tool Task', [
  attribute('gen_ai.operation.name', 'execute_tool'),
  attribute('gen_ai.tool.name', 'Task'),
  attribute('gen_ai.tool.call.id', 'toolu_1'),
  attribute('session.id', SESSION),
])
const subAgent = aSpan(CHILD, '2'.repeat(16), 'invoke_agent helper', [
  attribute('gen_ai.operation.name', 'invoke_agent'),
  attribute('gen_ai.tool.call.id', 'toolu_1'),
  attribute('langfuse.trace.tags', 'nightly'),
])

async function sessionOf(caller: Caller) {
  const { session, runs } = await caller.call('sessions.get', { sessionId: SESSION })
  return { session, placed: runs.map(({ run, depth }) => [run.runId, depth, run.parent?.spanName]) }
}

test('a sub-agent that was sent before its dispatcher ends up below it, and its labels survive all that', async () => {
  const host = await tempHost()
  const { otlpHttpPort } = await otlpPortsOf(host)
  const { caller, close } = await connect(host.dataDir, '0.0.0')

  await send(otlpHttpPort, subAgent)
  await caller.call('runs.label', { runId: CHILD, star: true, addTags: ['mine'], note: 'odd' })
  await send(otlpHttpPort, task, subAgent)

  expect(await sessionOf(caller)).toMatchObject({
    session: { runCount: 2, spanCount: 2, source: 'session.id' },
    placed: [
      [PARENT, 0, undefined],
      [CHILD, 1, 'execute_tool Task'],
    ],
  })
  const { run } = await caller.call('runs.get', { runId: CHILD })
  expect(run).toMatchObject({ starred: true, note: 'odd', tags: ['mine'], recordedTags: ['nightly'] })
  const { runs } = await caller.call('runs.list', { starred: true, tag: 'mine', sessionId: SESSION })
  expect(runs.map(each => each.runId)).toEqual([CHILD])
  expect((await caller.call('runs.get', { runId: PARENT })).dispatched).toMatchObject([
    { runId: CHILD, spanId: TASK, reason: 'tool-call' },
  ])
  await close()
})

test('a label for a run or a span that is not there is a problem, as is a tag with a comma', async () => {
  const host = await tempHost()
  const { otlpHttpPort } = await otlpPortsOf(host)
  await send(otlpHttpPort, task)

  await expect(host.caller.call('runs.label', { runId: CHILD, star: true })).rejects.toMatchObject({
    problem: { code: 'run-not-found' },
  })
  await expect(
    host.caller.call('runs.label', { runId: PARENT, spanId: 'f'.repeat(16), star: true }),
  ).rejects.toMatchObject({ problem: { code: 'span-not-found' } })
  await expect(host.caller.call('sessions.get', { sessionId: 'none' })).rejects.toMatchObject({
    problem: { code: 'session-not-found' },
  })
  await expect(host.caller.call('runs.label', { runId: PARENT, addTags: ['a,b'] })).rejects.toMatchObject({
    problem: { code: 'bad-request' },
  })
})
