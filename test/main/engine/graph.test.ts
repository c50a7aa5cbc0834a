import { expect, test } from 'vitest'
import type { RunGraph } from '#contract/run-graph.ts'
import { type ScriptedRun, type ScriptedTurn, sendScriptedRun } from '../../support/scripted-run.ts'
import { tempHost } from '../../support/temp-host.ts'

const page = (number: number): ScriptedTurn => ({
  calls: [{ tool: 'fetch', arguments: { page: number, site: 'example' }, result: `page ${number}` }],
})
const run: ScriptedRun = {
  runId: 'a'.repeat(32),
  name: 'read pages',
  question: 'What do the pages say?',
  turns: [
    { calls: [{ tool: 'list', arguments: {}, result: 'three pages' }] },
    page(1),
    page(2),
    page(3),
    { says: 'Words.' },
  ],
}

/** Each edge as "from kind to", by the names of the nodes. */
function told({ nodes, edges }: RunGraph): string[] {
  const nameOf = (nodeId: string) => nodes.find(node => node.nodeId === nodeId)?.name ?? '?'
  return edges.map(edge => `${nameOf(edge.source)} ${edge.kind} ${nameOf(edge.target)}`)
}

test('a run is drawn from what the store has of it, and a loop unfolded by its id', async () => {
  const host = await tempHost()
  await sendScriptedRun(host, run)
  const ask = (open?: string) =>
    host.caller.call('runs.graph', { runId: run.runId, level: 'calls', ...(open && { open }) })

  const folded = await ask()
  const loop = folded.nodes.find(node => node.type === 'loop')
  const unfolded = await ask(loop?.nodeId)

  expect(loop).toMatchObject({ times: 3, differs: 'only `page` differs', calls: 3, errors: 0 })
  expect(told(folded)).toEqual([
    'chat gpt-4o tool-call execute_tool list',
    'execute_tool list tool-result model → `fetch`',
    'model → `fetch` tool-result chat gpt-4o',
    'model → `fetch` repeat model → `fetch`',
  ])
  expect(unfolded.nodes.map(node => node.type)).toEqual(Array.from({ length: 9 }, () => 'span'))
})

test('a span link is an edge from the span that it names', async () => {
  const host = await tempHost()
  const { receivers } = await host.caller.call('status', {})
  const port = receivers.find(receiver => receiver.name === 'otlp-http')?.port
  const runId = 'b'.repeat(32)
  const span = (number: number, links: readonly object[] = []) => ({
    traceId: runId,
    spanId: String(number).padStart(16, '0'),
    name: `task ${number}`,
    startTimeUnixNano: `179000000000000000${number}`,
    endTimeUnixNano: `179000000000000000${number + 1}`,
    links,
  })
  const spans = [span(1), span(2), span(3, [{ traceId: runId, spanId: String(1).padStart(16, '0') }])]
  const response = await fetch(`http://127.0.0.1:${port}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }),
  })
  expect(response.status).toBe(200)

  const graph = await host.caller.call('runs.graph', { runId })

  expect(told(graph)).toEqual(['task 1 link task 3', 'task 1 next task 2'])
  expect(graph.edges.map(edge => edge.isGuess)).toEqual([false, true])
  expect(graph.spansWithUnreadLinks).toBe(0)
})
