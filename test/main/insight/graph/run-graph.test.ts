import { expect, test } from 'vitest'
import type { RunGraph } from '#contract/run-graph.ts'
import type { GraphSource } from '../../../../src-main/insight/graph/graph-source.ts'
import { type GraphQuestion, runGraph } from '../../../../src-main/insight/graph/run-graph.ts'
import { A, record, type Turn, textOf } from '../../../support/a-recording.ts'
import { aRunSummary, aSpanSummary, hexId } from '../../../support/renderer-data.ts'

type Graph = Omit<RunGraph, 'spansWithUnreadLinks'>

const page = (number: number, more: object = {}): Turn => ({
  calls: [{ tool: 'fetch', arguments: { page: number, site: 'example', ...more }, result: `page ${number}` }],
})
const list: Turn = { calls: [{ tool: 'list', arguments: {}, result: 'three pages' }] }

function draw(turns: readonly Turn[], question: Partial<GraphQuestion> = {}): Graph {
  const { run, steps } = record({ runId: A, turns })
  return drawSource({ run, steps, spans: steps.map(step => step.span) }, question)
}

function drawSource(source: Partial<GraphSource>, question: Partial<GraphQuestion> = {}): Graph {
  const whole = { run: aRunSummary(), spans: [], steps: [], links: [], dispatched: [], textOf, ...source }
  return runGraph(whole, { level: 'calls', opened: new Set(), limit: 100, ...question })
}

/** Each edge as "from kind to", by the names of the nodes. */
function told({ nodes, edges }: Graph): string[] {
  const nameOf = (nodeId: string) => nodes.find(node => node.nodeId === nodeId)?.name ?? '?'
  return edges.map(edge => `${nameOf(edge.source)} ${edge.kind} ${nameOf(edge.target)}`)
}

/** Spans by what they are within, as their number. */
const spansOf = (shapes: readonly (Parameters<typeof aSpanSummary>[0] & { readonly within?: number })[]) =>
  shapes.map(({ within, ...shape }, index) =>
    aSpanSummary({
      spanId: hexId(16, index),
      parentSpanId: within === undefined ? null : hexId(16, within),
      startNs: index * 10,
      durationNs: 5,
      name: `span ${index}`,
      ...shape,
    }),
  )

test('calls and tools are joined by ids and by what the prompts carry', () => {
  expect(told(draw([list, { says: 'Three.' }, { says: 'Really.' }]))).toEqual([
    'chat tool-call execute_tool list',
    'execute_tool list tool-result chat',
    'chat answer chat',
  ])
})

test('a loop is one node that leads back to itself and says what differs between its turns', () => {
  const graph = draw([list, page(1), page(2), page(3), { says: 'Words.' }])

  const loop = graph.nodes.find(node => node.type === 'loop')
  expect(loop).toMatchObject({
    name: 'model → `fetch`',
    period: 2,
    times: 3,
    differs: 'only `page` differs',
    calls: 3,
  })
  expect(told(graph)).toEqual([
    'chat tool-call execute_tool list',
    'execute_tool list tool-result model → `fetch`',
    'model → `fetch` tool-result chat',
    'model → `fetch` repeat model → `fetch`',
  ])
})

test.each([
  [[page(1, { depth: 1 }), page(2, { depth: 2 }), page(3, { depth: 3 })], '`page` and `depth` differ'],
  [[page(1), page(1), page(1)], 'nothing differs'],
  [[{ says: 'a' }, { says: 'b' }, { says: 'c' }], 'no arguments recorded'],
])('what differs in a loop of %o is said', (turns, differs) => {
  const loop = draw(turns).nodes.find(node => node.type === 'loop')

  expect(loop?.type === 'loop' && loop.differs).toBe(differs)
})

test('a loop that the reader opens shows every turn with its own edges', () => {
  const turns = [page(1), page(2), page(3)]
  const opened = new Set(draw(turns).nodes.map(node => node.nodeId))

  const graph = draw(turns, { opened })

  expect(graph.nodes.map(node => node.type === 'span' && node.loopId)).toEqual(
    Array.from({ length: 6 }, () => [...opened][0]),
  )
  expect(graph.edges.map(edge => edge.kind)).toEqual([
    ...['tool-call', 'tool-result', 'tool-call', 'tool-result', 'tool-call'],
  ])
})

test('a prompt that is sent again leads from its first sending', () => {
  const { steps } = record({ runId: A, turns: [{ says: 'Busy.' }] })
  const [first] = steps
  if (first === undefined) throw new Error('nothing was recorded')
  const again = { ...first, span: { ...first.span, spanId: hexId(16, 9), startNs: 5000 } }

  const graph = drawSource({ steps: [first, again], spans: [first.span, again.span] })

  expect(told(graph)).toEqual(['chat same-prompt chat'])
})

test('where nothing says what led to a call, what ended before it in its agent is a guess that says so', () => {
  const spans = spansOf([
    { kind: 'agent', name: 'planner', durationNs: 100 },
    { kind: 'llm', within: 0 },
    { kind: 'agent', name: 'writer' },
    { kind: 'llm', within: 2, durationNs: 1 },
    { kind: 'tool', within: 0 },
  ])

  const { edges } = drawSource({ spans })

  const last = edges.find(edge => edge.target === hexId(16, 4))
  expect(last).toMatchObject({ source: hexId(16, 1), kind: 'next', isGuess: true })
  expect(last?.reason).toContain('It came next in `planner`')
})

test('what was not over when a call began is no guess for what led to it', () => {
  const spans = spansOf([
    { kind: 'tool', durationNs: 50 },
    { kind: 'tool', durationNs: 50 },
  ])

  expect(drawSource({ spans }).edges).toEqual([])
})

test('a parent is told where no sibling explains a step', () => {
  const { run, steps } = record({ runId: A, turns: [list, { says: 'Three.' }] })
  const root = aSpanSummary({ spanId: hexId(16, 99), kind: 'agent', name: 'files', startNs: -1 })
  const spans = steps.map(step => ({ ...step.span, parentSpanId: root.spanId }))
  const placed = steps.map((step, index) => ({ ...step, span: spans[index] ?? step.span }))

  const graph = drawSource({ run, steps: placed, spans: [root, ...spans] }, { level: 'steps' })

  expect(told(graph)).toEqual([
    'files parent chat',
    'chat tool-call execute_tool list',
    'execute_tool list tool-result chat',
  ])
})

test('agents are one node each by name, and one edge tells all that led from one to the other', () => {
  const spans = spansOf([
    { kind: 'agent', name: 'planner', durationNs: 100 },
    { kind: 'llm', within: 0 },
    { kind: 'agent', name: 'writer', within: 0 },
    { kind: 'llm', within: 2 },
    { kind: 'agent', name: 'writer', within: 0 },
  ])

  const graph = drawSource({ spans }, { level: 'agents' })

  expect(graph.nodes).toMatchObject([
    { name: 'planner', times: 1, calls: 1 },
    { name: 'writer', times: 2, calls: 1, durationNs: 10 },
  ])
  expect(told(graph)).toEqual(['planner handoff writer'])
  expect(graph.edges[0]).toMatchObject({ count: 2, isGuess: false })
})

test('links and dispatched runs are edges, with the span that names them', () => {
  const spans = spansOf([{ kind: 'tool' }, { kind: 'tool' }])
  const dispatched = [
    { runId: 'c'.repeat(32), name: 'helper', status: 'ok', spanId: hexId(16, 1), reason: 'tool-call' },
  ] as const

  const graph = drawSource({
    spans,
    dispatched,
    links: [{ spanId: hexId(16, 1), toSpanId: hexId(16, 0) }],
  })

  expect(told(graph)).toEqual(['span 0 link span 1', 'span 1 dispatch helper'])
  expect(graph.nodes.at(-1)).toMatchObject({ type: 'run', runId: 'c'.repeat(32) })
})

test('more nodes than the limit are counted, not drawn', () => {
  const graph = draw([list, { says: 'Three.' }], { limit: 2 })

  expect(graph.nodes).toHaveLength(2)
  expect(graph.total).toBe(3)
})

test('parents in a circle and loops of fifty thousand steps are drawn', () => {
  const circle = spansOf([{ within: 1 }, { within: 0 }])
  const calls = spansOf(Array.from({ length: 50_000 }, () => ({ kind: 'llm' as const })))

  expect(drawSource({ spans: circle }, { level: 'steps' }).nodes).toHaveLength(2)
  expect(drawSource({ spans: calls }).nodes).toMatchObject([{ type: 'loop', times: 50_000 }])
})
