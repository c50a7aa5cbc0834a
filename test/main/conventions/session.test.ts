import { expect, test } from 'vitest'
import { interpretSpan } from '../../../src-main/conventions/index.ts'
import { aSpan } from '../../support/a-span.ts'

test.each([
  ['gen_ai.conversation.id'],
  ['session.id'],
  ['langfuse.session.id'],
  ['traceloop.association.properties.thread_id'],
  ['lmnr.association.properties.session_id'],
  ['ai.telemetry.metadata.sessionId'],
  ['langsmith.metadata.thread_id'],
  ['mlflow.trace.session'],
  ['gcp.vertex.agent.session_id'],
  ['genkit:sessionId'],
  ['gen_ai.thread.id'],
  ['conversation.id'],
  ['litellm.metadata.session_id'],
  ['group_id'],
  ['run.correlation_id'],
  ['thread_id'],
])('%s names the session, whatever vocabulary the span speaks', key => {
  const { session } = interpretSpan(aSpan({ attributes: { [key]: 'talk' } }))

  expect(session).toMatchObject({ sessionId: 'talk', key })
})

test.each([
  ['langsmith.trace.session_id', 'is a project'],
  ['thread.id', 'is a thread of the processor'],
  ['mcp.session.id', 'is a connection'],
  ['prompt.id', 'is a template, but in a coding agent'],
])('%s names no session: it %s', key => {
  expect(interpretSpan(aSpan({ attributes: { [key]: 'x' } })).session).toBeUndefined()
})

test('of several keys the surest counts, in whatever order they stand', () => {
  const attributes = { thread_id: 'c', 'langfuse.session.id': 'b', 'gen_ai.conversation.id': 'a' }

  expect(interpretSpan(aSpan({ attributes })).session?.sessionId).toBe('a')
})

test('a session is read from metadata in JSON, from JSON text and from the events of a span', () => {
  const metadata = { metadata: '{"thread_id":"in metadata"}' }
  const quoted = { 'mlflow.trace.session': '"quoted"' }
  const events = [
    { name: 'user_prompt', timeUnixNano: 1n, attributes: new Map([['session.id', 'in an event']]) },
  ]

  expect(interpretSpan(aSpan({ attributes: metadata })).session).toMatchObject({
    sessionId: 'in metadata',
    key: 'metadata.thread_id',
  })
  expect(interpretSpan(aSpan({ attributes: quoted })).session?.sessionId).toBe('quoted')
  expect(interpretSpan({ ...aSpan({}), events }).session?.sessionId).toBe('in an event')
})

test('the prompt of a coding agent counts where it names no session', () => {
  const span = { ...aSpan({ attributes: { 'prompt.id': 'p-1' } }), name: 'claude_code.llm_request' }

  expect(interpretSpan(span).session).toMatchObject({ sessionId: 'p-1', key: 'prompt.id' })
})

test('a run says who dispatched it by a call id, by a link of its root, or by the name of a run or of a session', () => {
  const root = aSpan({ attributes: { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.tool.call.id': 'c1' } })
  const linked = {
    ...aSpan({}),
    links: [{ traceId: 'f'.repeat(32), spanId: '2'.repeat(16), attributes: new Map() }],
  }
  const named = aSpan({ attributes: { 'run.parent_run_id': 'r-1', 'run.id': 'r-2' } })
  const spawned = aSpan({ attributes: { 'codex.parent_thread_id': 't-1' } })

  expect(interpretSpan(root).dispatch?.parents).toMatchObject([{ reason: 'tool-call', target: 'c1' }])
  expect(interpretSpan(spawned).dispatch?.parents).toMatchObject([
    { reason: 'parent-session', target: 't-1' },
  ])
  expect(interpretSpan(linked).dispatch?.parents).toMatchObject([
    { reason: 'span-link', target: 'f'.repeat(32), spanId: '2'.repeat(16) },
  ])
  expect(interpretSpan(named).dispatch).toMatchObject({
    runName: 'r-2',
    parents: [{ reason: 'parent-run', target: 'r-1' }],
  })
})

test('a link that says what follows, links to several runs, a replay and a tool name no dispatcher', () => {
  const link = (digit: string, kind = '') => ({
    traceId: digit.repeat(32),
    spanId: '2'.repeat(16),
    attributes: new Map([['kind', kind]]),
  })
  const replay = { 'petalflow.parent_run_id': 'r-1', 'petalflow.trigger_source': 'petaltrace-replay' }
  const tool = {
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': 'x',
    'gen_ai.tool.call.id': 'c1',
  }
  const spans = [
    { ...aSpan({}), links: [link('e', 'follows_from')] },
    { ...aSpan({}), links: [link('e'), link('f')] },
    { ...aSpan({}), parentSpanId: '3'.repeat(16), links: [link('e')] },
    aSpan({ attributes: replay }),
    aSpan({ attributes: tool }),
  ]

  expect(spans.flatMap(span => interpretSpan(span).dispatch?.parents ?? [])).toEqual([])
})

test.each([
  ['a list', { 'langfuse.trace.tags': ['a', ' b '] }, ['a', 'b']],
  ['JSON', { 'tag.tags': '["a","b"]' }, ['a', 'b']],
  ['words between commas', { 'langsmith.span.tags': 'a, b,' }, ['a', 'b']],
  ['named values', { 'petalflow.run.id': 'r', 'petalflow.tag.env': 'prod' }, ['env:prod']],
])('tags of a root as %s are those of its run', (_what, attributes, expected) => {
  expect(interpretSpan(aSpan({ attributes })).tags).toEqual({ ofRun: expected, ofSpan: [] })
})

test('tags of a span below are its own, but those of the whole trace', () => {
  const attributes = { 'langsmith.span.tags': 'step', 'langfuse.trace.tags': ['all'] }
  const span = { ...aSpan({ attributes }), parentSpanId: '3'.repeat(16) }

  expect(interpretSpan(span).tags).toEqual({ ofRun: ['all'], ofSpan: ['step'] })
})
