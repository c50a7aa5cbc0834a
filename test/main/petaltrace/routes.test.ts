import { describe, expect, test } from 'vitest'
import { otlpPortsOf, tempHost } from '../../support/temp-host.ts'
import { aNodeRun, callId, nodeRunId, rootId, toolId } from './a-node-run.ts'

test('runs are listed in the shape of PetalTrace, filtered and page by page', async () => {
  const { get } = await aHost()

  expect(await get('/runs?status=completed&workflow=triage&since=7d')).toEqual({
    data: [
      {
        id: nodeRunId,
        workflow_id: 'petalflow',
        workflow_name: 'run:triage',
        source_kind: 'otlp',
        status: 'completed',
        started_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.000000000Z$/),
        completed_at: expect.any(String),
        duration_ms: 2500,
        total_tokens: { input_tokens: 120, output_tokens: 40, cache_read_tokens: null, total_tokens: 160 },
        estimated_cost: { currency: 'USD', total: 0.00096, confidence: 'estimated', calls_without_price: 0 },
        node_count: 4,
        error_count: 1,
        tags: {},
        starred: false,
        created_at: expect.any(String),
      },
    ],
    cursor: '',
    has_more: false,
  })
  for (const none of ['status=failed', 'since=1s', 'min_cost=1', 'starred=true', 'workflow=billing']) {
    expect(await get(`/runs?${none}`), none).toMatchObject({ data: [] })
  }
})

test('a run is told alone or with its spans, each with what its kind knows', async () => {
  const { get } = await aHost()

  expect(await get(`/runs/${nodeRunId}`)).toMatchObject({ id: nodeRunId, status: 'completed' })
  expect(await get(`/runs/trace-${nodeRunId}?include_spans=true`)).toMatchObject({
    run: { id: nodeRunId },
    spans: [
      { id: rootId, kind: 'node', node: { node_id: 'run:triage' } },
      { kind: 'node', name: 'node:draft', parent_id: rootId, node: { node_id: 'draft' } },
      { id: callId, kind: 'llm', llm: { model: 'claude-sonnet-4-20250514', tokens: { total_tokens: 160 } } },
      {
        id: toolId,
        kind: 'tool',
        tool: { tool_name: 'search' },
        status: 'error',
        error: { message: 'no shop' },
      },
    ],
  })
  expect(await get(`/runs/${nodeRunId}/spans?kind=tool`)).toMatchObject({ spans: [{ id: toolId }] })
  expect(await get(`/runs/${nodeRunId}/spans?node=draft`)).toMatchObject({ spans: [{ name: 'node:draft' }] })
})

test('a span is told with its prompt, its completion and its attributes', async () => {
  const { get } = await aHost()

  expect(await get(`/runs/${nodeRunId}/spans/${callId}`)).toMatchObject({
    kind: 'llm',
    llm: {
      provider: 'anthropic',
      system_prompt: 'Be short.',
      messages: [{ role: 'user', content: 'Hi' }],
      completion: { content: 'Hello', text_content: 'Hello' },
      temperature: 0.2,
      stop_reason: 'stop',
      tokens: { input_tokens: 120, output_tokens: 40 },
    },
    attributes: { 'gen_ai.request.temperature': 0.2 },
  })
  expect(await get(`/runs/${nodeRunId}/spans/${toolId}`)).toMatchObject({
    tool: { tool_name: 'search', inputs: '{"q":"shoes"}' },
  })
})

test('the prompt of a node is the first call within it, and nodes are told with their state', async () => {
  const { get } = await aHost()

  expect(await get(`/runs/${nodeRunId}/prompts/draft`)).toMatchObject({
    span_id: callId,
    node_id: 'draft',
    provider: 'anthropic',
    prompt: { system_prompt: 'Be short.', messages: [{ role: 'user', content: 'Hi' }] },
    completion: { text_content: 'Hello', stop_reason: 'stop' },
    timing: { duration_ms: 2000 },
  })
  expect(await get(`/runs/${nodeRunId}/graph`)).toMatchObject({
    run_id: nodeRunId,
    node_statuses: { draft: { node_id: 'draft', status: 'completed', duration_ms: 2200 } },
  })
})

test('costs are summed over runs, within one and over time', async () => {
  const { get } = await aHost()
  const sums = { runs: 1, tokens: 160, cost: 0.00096 }

  expect(await get('/cost/summary?group_by=model')).toMatchObject({
    total_runs: 1,
    total_tokens: 160,
    total_cost: 0.00096,
    by_model: { 'claude-sonnet-4-20250514': { ...sums, runs: null } },
  })
  expect(await get('/cost/summary?group_by=provider')).toMatchObject({
    by_provider: { anthropic: { ...sums, runs: null } },
  })
  expect(await get('/cost/summary?group_by=workflow')).toMatchObject({ by_workflow: { 'run:triage': sums } })
  expect(await get(`/cost/runs/${nodeRunId}`)).toMatchObject({
    estimated_cost: 0.00096,
    llm_calls: 1,
    by_node: [{ node_id: 'draft', cost: 0.00096 }],
  })
  expect(await get('/cost/timeseries?bucket=1d')).toMatchObject({ data_points: [{ runs: 1, cost: 0.00096 }] })
})

test('health, prices and statistics say what is running here', async () => {
  const { get } = await aHost()

  expect(await get('/health')).toMatchObject({ status: 'ok', version: '0.0.0' })
  expect(await get('/pricing')).toMatchObject({ entries: [], price_list: expect.any(String) })
  expect(await get('/stats')).toMatchObject({ database: { run_count: 1, span_count: 4 } })
})

describe('a stream', () => {
  test('of a run tells what is there, then what comes, and ends when the run is deleted', async () => {
    const { host, ask, send } = await aHost()
    const heard = listen(await ask(`/runs/${nodeRunId}/stream`))

    await heard.until(text => text.includes('event: spans'))
    await send(aNodeRun(Date.now() - 60_000).replaceAll(toolId, 'eee19b7ec3c1b17f'))
    await heard.until(text => text.includes('event: span\n'))
    await host.caller.call('runs.delete', { runId: nodeRunId })
    const text = await heard.toEnd()

    const names = [...text.matchAll(/^event: (\w+)$/gm)].map(([, name]) => name)
    expect(names.slice(0, 2)).toEqual(['run', 'spans'])
    expect(names.at(-1)).toBe('error')
    expect(text).toContain('"id":"eee19b7ec3c1b17f"')
    expect(text).toContain('data: {"error":"run deleted"}')
  })

  test('of a run that is not here ends with an error', async () => {
    const { ask } = await aHost()

    expect(await listen(await ask(`/runs/${'0'.repeat(32)}/stream`)).toEnd()).toContain('event: error')
  })

  test('of all runs tells those that are under way, and those that begin', async () => {
    const { ask, send } = await aHost()
    const heard = listen(await ask('/live'))

    const first = await heard.until(text => text.includes('event: init'))
    await send(aNodeRun(Date.now() - 60_000).replaceAll(nodeRunId, 'c'.repeat(32)))
    const then = await heard.until(text => text.includes('event: run_started'))
    await heard.leave()

    expect(first).toContain(`"active_runs":[{"id":"${nodeRunId}"`)
    expect(then).toContain(`"id":"${'c'.repeat(32)}"`)
  })
})

describe('a question that cannot be answered', () => {
  test('is told in the words of PetalTrace', async () => {
    const { ask } = await aHost()
    const cases: readonly (readonly [string, number, RegExp])[] = [
      [`/runs/${'0'.repeat(31)}1`, 404, /No run/],
      ['/runs/run-01JK3ABC', 400, /a run id is 32 hex digits/],
      [`/runs/${nodeRunId}/prompts/nowhere`, 404, /no span nowhere/],
      ['/runs?since=soon', 400, /24h or 7d/],
      ['/runs?sort_by=cost', 400, /started_at only/],
    ]
    for (const [path, status, error] of cases) {
      const response = await ask(path)
      expect([response.status, path]).toEqual([status, path])
      expect(await response.json()).toEqual({ error: expect.stringMatching(error), code: expect.any(String) })
    }
  })

  test('needs the token, as everything on this port', async () => {
    const { host } = await aHost()

    expect((await fetch(`http://127.0.0.1:${host.apiPort}/api/runs`)).status).toBe(401)
  })
})

async function aHost() {
  const host = await tempHost()
  const { otlpHttpPort } = await otlpPortsOf(host)
  const send = (body: string) =>
    fetch(`http://127.0.0.1:${otlpHttpPort}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
  await send(aNodeRun(Date.now() - 60_000))
  const headers = { authorization: `Bearer ${host.token}` }
  const ask = (path: string) => fetch(`http://127.0.0.1:${host.apiPort}/api${path}`, { headers })
  return { host, ask, send, get: async (path: string): Promise<unknown> => (await ask(path)).json() }
}

/** What a stream says, as it says it. */
function listen(response: Response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const read = async (isEnough: () => boolean): Promise<string> => {
    while (!isEnough()) {
      const next = await reader?.read()
      if (next === undefined || next.done) break
      text += next.value
    }
    return text
  }
  return {
    until: (isEnough: (text: string) => boolean) => read(() => isEnough(text)),
    toEnd: () => read(() => false),
    leave: () => reader?.cancel(),
  }
}
