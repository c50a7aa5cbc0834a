import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { expect, onTestFinished, test } from 'vitest'
import { otlpPortsOf, tempHost } from '../../support/temp-host.ts'
import { aNodeRun, callId, nodeRunId, toolId } from './a-node-run.ts'

test('the tools are there under the names PetalTrace gave them, and only read', async () => {
  const { client } = await anAgent()

  const { tools } = await client.listTools()
  const named = tools.filter(tool => tool.name.startsWith('petaltrace.'))

  expect(named.map(tool => tool.name)).toEqual([
    'petaltrace.trace.list',
    'petaltrace.trace.get',
    'petaltrace.trace.search',
    'petaltrace.prompt.get',
    'petaltrace.cost.summary',
    'petaltrace.cost.run',
    'petaltrace.diff.compare',
  ])
  expect(named.every(tool => tool.annotations?.readOnlyHint === true)).toBe(true)
  expect(named[1]?.inputSchema).toMatchObject({ required: ['run_id'] })
})

test('an agent finds a run, its spans and the prompt of a node', async () => {
  const { ask } = await anAgent()

  expect(await ask('trace.list', { status: 'completed', since: '7d' })).toMatchObject({
    runs: [{ id: nodeRunId, workflow_name: 'run:triage', total_tokens: 160, error_count: 1 }],
    count: 1,
  })
  const spans = [
    { kind: 'node' },
    { node_id: 'draft' },
    { id: callId, input_tokens: 120 },
    { id: toolId, error: 'no shop' },
  ]
  expect(await ask('trace.get', { run_id: nodeRunId })).toMatchObject({ run: { id: nodeRunId }, spans })
  expect(await ask('trace.get', { run_id: nodeRunId, include_spans: false })).not.toHaveProperty('spans')
  await expect
    .poll(() => ask('trace.search', { query: 'Hello' }))
    .toMatchObject({ runs: [{ run_id: nodeRunId, span_id: callId, snippet: 'Hello' }], count: 1 })
  expect(await ask('prompt.get', { run_id: nodeRunId, node_id: 'draft' })).toMatchObject({
    system_prompt: 'Be short.',
    messages: [{ role: 'user', content: 'Hi' }],
    completion: { text_content: 'Hello' },
    tokens: { input: 120, output: 40, total: 160 },
    latency: { total_ms: 2000 },
  })
})

test('an agent is told what runs cost, with what is not known', async () => {
  const { ask } = await anAgent()

  expect(await ask('cost.summary', {})).toMatchObject({
    total_runs: 1,
    total_cost_usd: 0.00096,
    calls_without_price: 0,
    breakdown: [{ name: 'run:triage', run_count: 1, total_tokens: 160 }],
  })
  expect(await ask('cost.run', { run_id: nodeRunId })).toMatchObject({
    total_cost_usd: 0.00096,
    by_node: [{ node_id: 'draft' }],
    by_provider: { anthropic: { tokens: 160 } },
  })
})

test('an agent compares two runs in the names PetalTrace has for it', async () => {
  const { ask } = await anAgent()

  expect(await ask('diff.compare', { base_run_id: nodeRunId, compare_run_id: nodeRunId })).toMatchObject({
    verdict: expect.stringContaining('Identical'),
    similarity: 1,
    summary: { status_match: true, base_status: 'completed', nodes_changed: 0, path_diverged: false },
    node_diffs: [],
    cost_diff: { base_total_usd: 0.00096, delta_usd: 0, delta_percent: 0 },
  })
})

test('a mistake is told as a mistake', async () => {
  const { client } = await anAgent()

  const answer = await client.callTool({
    name: 'petaltrace.trace.get',
    arguments: { run_id: '0'.repeat(31).concat('1') },
  })

  expect(answer).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('No run') }] })
})

async function anAgent() {
  const host = await tempHost()
  const { otlpHttpPort } = await otlpPortsOf(host)
  await fetch(`http://127.0.0.1:${otlpHttpPort}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: aNodeRun(Date.now() - 60_000),
  })
  const client = new Client({ name: 'test', version: '1' })
  const requestInit = { headers: { Authorization: `Bearer ${host.token}` } }
  const url = new URL(`http://127.0.0.1:${host.apiPort}/mcp`)
  // The SDK's own transport types disagree under exactOptionalPropertyTypes.
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit }) as Transport)
  onTestFinished(() => client.close())
  const ask = async (name: string, given: object): Promise<unknown> => {
    const answer = await client.callTool({ name: `petaltrace.${name}`, arguments: { ...given } })
    const [first] = answer.content as { readonly text: string }[]
    return JSON.parse(first?.text ?? 'null')
  }
  return { client, ask }
}
