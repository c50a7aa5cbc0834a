import { expect, test } from 'vitest'
import { otlpPortsOf, tempHost } from '../../support/temp-host.ts'
import { aNodeRun, nodeRunId } from './a-node-run.ts'

const otherRunId = '6c'.repeat(16)

/** The same graph, where the model said something else, later, and the tool found the shop. */
const otherRun = (startMs: number) =>
  aNodeRun(startMs)
    .replaceAll(nodeRunId, otherRunId)
    .replace('"Hello"', '"Good day"')
    .replace('"status":{"code":2,"message":"no shop"}', '"status":{}')

test('a comparison is told in the shape of PetalTrace, asked for with a body, with the runs or with its id', async () => {
  const { get, post } = await aHostWithTwoRuns()
  const runs = { base_run_id: nodeRunId, compare_run_id: otherRunId }

  const diff = await post('/diff', { ...runs, include_content: true, include_inputs: true, no_cache: true })

  expect(diff).toMatchObject({
    id: `${nodeRunId}-${otherRunId}`,
    ...runs,
    verdict: expect.stringContaining('At step 1 the model gave another answer'),
    summary: {
      status_match: true,
      token_delta: 0,
      cost_delta: 0,
      node_diff_count: 2,
      path_divergence: false,
    },
    cost_diff: {
      base_cost: 0.00096,
      compare_cost: 0.00096,
      delta: 0,
      by_provider: { anthropic: { base_cost: 0.00096, delta: 0 } },
      by_model: { 'claude-sonnet-4-20250514': { compare_cost: 0.00096 } },
    },
    graph_diff: { nodes_added: [], nodes_removed: [], edges_changed: [] },
    created_at: expect.any(String),
  })
  expect(diff.node_diffs[0]).toMatchObject({
    node_id: 'draft',
    node_type: 'node',
    status: 'modified',
    token_diff: { base_tokens: 160, compare_tokens: 160, delta: 0 },
    duration_base_ms: 2200,
    prompt_diff: null,
    output_diff: {
      base_text: 'Hello',
      compare_text: 'Good day',
      hunks: [{ start_line: 1, end_line: 1, content: '-Hello\n+Good day' }],
      similarity: 0,
    },
  })
  const query = `base_run_id=${nodeRunId}&compare_run_id=trace-${otherRunId}`
  const { node_diffs: withoutTexts, ...told } = await get(`/diff/runs?${query}`)
  expect(told).toMatchObject({ id: diff.id, summary: diff.summary })
  expect(withoutTexts[0]).not.toHaveProperty('output_diff')
  expect(await get(`/diff/${diff.id}`)).toMatchObject({ id: diff.id, summary: diff.summary })
})

test('under the same address AgentTrace is answered in its own shape', async () => {
  const { get } = await aHostWithTwoRuns()

  expect(await get(`/diff/runs?run_id_1=${nodeRunId}&run_id_2=${otherRunId}`)).toMatchObject({
    run1: { id: nodeRunId, status: 'completed', total_cost: 0.00096, total_tokens: 160, span_count: 4 },
    run2: { id: otherRunId },
    differences: { cost_diff: 0, token_diff: 0, span_count_diff: 0, duration_diff: 0 },
    spans: {
      only_in_run1: [],
      only_in_run2: [],
      common_count: 4,
      differences: [
        {
          name: 'tool:search',
          span_type: 'tool_call',
          status_changed: true,
          status_1: 'error',
          status_2: 'completed',
        },
      ],
    },
  })
})

test('what is missing from a question is told', async () => {
  const { ask } = await aHostWithTwoRuns()

  const cases: [string, number, RegExp][] = [
    [`/diff/runs?base_run_id=${nodeRunId}`, 400, /base_run_id and compare_run_id/],
    ['/diff/yesterday', 400, /ids of its two runs/],
    [`/diff/${nodeRunId}-${'0'.repeat(32)}`, 404, /No run/],
  ]
  for (const [path, status, error] of cases) {
    const response = await ask(path)
    expect([response.status, path]).toEqual([status, path])
    expect(await response.json()).toMatchObject({ error: expect.stringMatching(error) })
  }
})

async function aHostWithTwoRuns() {
  const host = await tempHost()
  const { otlpHttpPort } = await otlpPortsOf(host)
  const startMs = Date.now() - 60_000
  for (const body of [aNodeRun(startMs), otherRun(startMs)]) {
    const headers = { 'content-type': 'application/json' }
    await fetch(`http://127.0.0.1:${otlpHttpPort}/v1/traces`, { method: 'POST', headers, body })
  }
  const headers = { authorization: `Bearer ${host.token}`, 'content-type': 'application/json' }
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${host.apiPort}/api${path}`, { headers, ...init })
  return {
    ask,
    // biome-ignore lint/suspicious/noExplicitAny: what another program's clients read, looked at by path
    get: async (path: string): Promise<any> => (await ask(path)).json(),
    // biome-ignore lint/suspicious/noExplicitAny: as above
    post: async (path: string, body: object): Promise<any> =>
      (await ask(path, { method: 'POST', body: JSON.stringify(body) })).json(),
  }
}
