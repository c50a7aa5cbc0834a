import type { Call, CallBlock } from '#contract/call.ts'
import type { SpanDetail, SpanSummary } from '#contract/span.ts'
import { TURNS } from './renderer-agent-turns.ts'
import {
  aCall,
  aCallBlock,
  aRunSummary,
  aSpanDetail,
  aSpanSummary,
  exact,
  hexId,
  total,
} from './renderer-data.ts'
import type { World } from './renderer-worlds.ts'

const RUN_ID = hexId(32, 0xa11ce)

const SYSTEM = `You are a careful software engineer working in a checked-out repository.

- Read before you write. Run the tests before you say that something works.
- Prefer the smallest change that fixes the cause.
- Never touch files outside the repository.`

const TOOLS = ['read_file', 'edit_file', 'bash', 'grep']

/** A coding agent that reads, fails once, tries again and answers. */
export function addAgentRun(world: World, nowMs: number): void {
  const startedMs = nowMs - 95_000
  const run = aRunSummary({
    runId: RUN_ID,
    name: 'fix the failing build',
    agentName: 'coder',
    serviceName: 'acme-agents',
    sessionId: 'sess_7f3a91c0',
    sessionSource: 'session.id',
    parent: null,
    starred: false,
    note: null,
    tags: [],
    recordedTags: [],
    startedAt: `${startedMs}000000`,
    durationNs: 41.3e9,
    spanCount: 22,
    callCount: 6,
    toolCount: 6,
    errorCount: 1,
    models: ['claude-sonnet-4-5', 'text-embedding-3-small'],
    cost: total({ confidence: 'derived', value: 92_310_000 }, 1),
    status: 'ok',
  })
  world.runs.unshift(run)
  world.ledgers.set(RUN_ID, [
    { gap: 'unknown-price', count: 1, about: ['text-embedding-3-small'] },
    { gap: 'missing-parent', count: 1, about: [] },
  ])
  world.spans.set(RUN_ID, agentSpans(world))
}

function agentSpans(world: World): SpanSummary[] {
  const spans: SpanSummary[] = []
  const add = (change: Partial<SpanSummary>): SpanSummary => {
    const span = aSpanSummary({ spanId: hexId(16, spans.length + 1), ...change })
    spans.push(span)
    world.details.set(span.spanId, detailOf(span))
    return span
  }
  const root = add({ kind: 'agent', name: 'coder', agentName: 'coder', durationNs: 41.3e9 })
  const plan = add({
    kind: 'node',
    name: 'plan',
    parentSpanId: root.spanId,
    startNs: 0.1e9,
    durationNs: 7.6e9,
  })
  add({
    kind: 'guardrail',
    name: 'check the request for secrets',
    parentSpanId: plan.spanId,
    startNs: 0.12e9,
    durationNs: 0.21e9,
  })
  const search = add({
    kind: 'retrieval',
    name: 'search the repository',
    parentSpanId: plan.spanId,
    startNs: 0.4e9,
    durationNs: 1.9e9,
  })
  add({
    kind: 'embedding',
    name: 'embed the question',
    parentSpanId: search.spanId,
    model: 'text-embedding-3-small',
    startNs: 0.45e9,
    durationNs: 0.4e9,
    inputTokens: exact(34),
  })
  const calls: SpanSummary[] = []
  const addCall = (parent: SpanSummary, startNs: number, durationNs: number): void => {
    const index = calls.length
    const span = add({
      kind: 'llm',
      name: 'chat claude-sonnet-4-5',
      model: 'claude-sonnet-4-5',
      parentSpanId: parent.spanId,
      startNs,
      durationNs,
      inputTokens: exact(4_210 + index * 3_140),
      outputTokens: exact(212 + index * 61),
      cost: { confidence: 'derived', value: 9_200_000 + index * 2_400_000 },
    })
    world.calls.set(span.spanId, conversationOf(span, index, calls.at(-1)?.spanId ?? null))
    calls.push(span)
  }
  addCall(plan, 2.4e9, 5.1e9)
  const act = add({
    kind: 'node',
    name: 'act',
    parentSpanId: root.spanId,
    startNs: 7.8e9,
    durationNs: 33.2e9,
  })
  let at = 7.9e9
  for (const [index, tool] of ['read_file', 'bash', 'edit_file', 'bash', 'grep'].entries()) {
    addCall(act, at, 3.2e9)
    at += 3.3e9
    const isError = index === 1
    add({
      kind: 'tool',
      name: tool,
      toolName: tool,
      parentSpanId: act.spanId,
      startNs: at,
      durationNs: (0.4 + index * 0.6) * 1e9,
      status: isError ? 'error' : 'ok',
      errorMessage: isError ? 'Command failed with exit code 2: npm test -- --run build' : null,
    })
    at += (0.5 + index * 0.6) * 1e9
  }
  add({ kind: 'decision', name: 'done?', parentSpanId: act.spanId, startNs: at, durationNs: 0.3e9 })
  add({ kind: 'edge', name: 'act → report', parentSpanId: root.spanId, startNs: 40.2e9, durationNs: 0.05e9 })
  add({
    kind: 'custom',
    name: 'flush metrics',
    parentSpanId: hexId(16, 0xdead),
    startNs: 40.4e9,
    durationNs: 0.6e9,
  })
  return spans
}

function detailOf(span: SpanSummary): SpanDetail {
  return aSpanDetail(span, {
    tool:
      span.kind === 'tool'
        ? {
            toolName: span.toolName ?? '',
            toolCallId: 'toolu_01A09q90qw90lq917835lq9',
            arguments: '{"path":"src/build/plan.ts","range":{"from":1,"to":80}}',
            result:
              span.status === 'error' ? null : 'export function plan(): Plan {\n  return { steps: [] }\n}\n',
          }
        : null,
    attributes: [
      { key: 'gen_ai.operation.name', value: span.kind === 'llm' ? 'chat' : 'execute_tool' },
      { key: 'gen_ai.request.model', value: span.model },
      { key: 'gen_ai.request.max_tokens', value: 4096 },
      { key: 'gen_ai.conversation.id', value: 'sess_7f3a91c0' },
      { key: 'code.files', value: ['src/build/plan.ts', 'src/build/run.ts'] },
      { key: 'request.headers', value: '{"anthropic-version":"2023-06-01","x-stainless-lang":"python"}' },
      { key: 'user.note', value: 'ends with a trick: \u202egnp.exe\u202c and a zero\u200bwidth space' },
    ],
    events:
      span.status === 'error'
        ? [
            {
              name: 'exception',
              atNs: span.startNs + 1e8,
              attributes: [
                { key: 'exception.type', value: 'CalledProcessError' },
                { key: 'exception.message', value: 'Command failed with exit code 2' },
                {
                  key: 'exception.stacktrace',
                  value:
                    'Traceback (most recent call last):\n  File "agent/tools.py", line 88, in bash\n    subprocess.run(command, check=True)\nCalledProcessError: exit code 2',
                },
              ],
            },
          ]
        : [],
    links:
      span.kind === 'edge'
        ? [{ traceId: RUN_ID, spanId: hexId(16, 2), attributes: [{ key: 'link.kind', value: 'handoff' }] }]
        : [],
  })
}

/** The nth call of the agent: everything before it again, then the last result, then the answer. */
function conversationOf(span: SpanSummary, index: number, previousSpanId: string | null): Call {
  const isFirst = index === 0
  const blocks: CallBlock[] = [
    aCallBlock(SYSTEM, { section: 'system', role: 'system', isNew: isFirst }),
    ...TOOLS.map((name, message) =>
      aCallBlock(toolDefinition(name), {
        section: 'tools',
        role: 'system',
        name,
        message,
        kind: 'tool-definition',
        isNew: isFirst,
      }),
    ),
    aCallBlock(
      'The build has been failing since this morning. Find out why and fix it, please. Keep the change small.',
      {
        isNew: isFirst,
      },
    ),
  ]
  for (let turn = 0; turn < index; turn += 1) {
    const [tool = '', input = '', result = ''] = TURNS[turn] ?? []
    const isNew = turn === index - 1
    const toolCallId = `toolu_01Q${turn}x8Vb2mTzr`
    const message = 1 + turn * 2
    blocks.push(
      aCallBlock(thought(turn), { message, role: 'assistant', isNew: false }),
      aCallBlock(`{"arguments":${input},"name":"${tool}"}`, {
        message,
        role: 'assistant',
        kind: 'tool-call',
        name: tool,
        toolCallId,
        isNew: false,
      }),
      aCallBlock(result, {
        message: message + 1,
        role: 'tool',
        kind: 'tool-result',
        name: tool,
        toolCallId,
        isNew,
        isError: turn === 1,
      }),
    )
  }
  const [tool, input] = TURNS[index] ?? []
  const answer = { section: 'output', role: 'assistant' } as const
  blocks.push(
    aCallBlock(
      'The failing test names the planner, so the graph is probably never ordered. I should look before I change anything.',
      {
        ...answer,
        kind: 'reasoning',
      },
    ),
    aCallBlock(thought(index), answer),
  )
  if (tool !== undefined) {
    blocks.push(
      aCallBlock(`{"arguments":${input},"name":"${tool}"}`, {
        ...answer,
        kind: 'tool-call',
        name: tool,
        toolCallId: `toolu_01Q${index}x8Vb2mTzr`,
      }),
    )
  }
  return aCall({
    runId: RUN_ID,
    spanId: span.spanId,
    previousSpanId,
    finishReasons: [tool === undefined ? 'end_turn' : 'tool_use'],
    cost: span.cost,
    reportedCost: exact(10_100_000),
    blocks,
  })
}

function thought(turn: number): string {
  const thoughts = [
    'I will start with the scripts, to see how the build is run.',
    'The build runs through vite. I will run the one failing test to see the message.',
    'The planner returns no steps. `plan()` builds the graph but never orders it, so I will return the ordered steps.',
    'Now the whole suite, to be sure nothing else depended on the empty plan.',
    'All 42 pass. One last look for other callers of `plan`.',
    'Fixed. `plan()` returned an empty list because it never ordered the graph; it now returns `order(graph)`. All 42 tests pass, and the only caller is `src/main.ts`.',
  ]
  return thoughts[turn] ?? 'Done.'
}

function toolDefinition(name: string): string {
  return JSON.stringify({
    name,
    description: `Runs ${name} in the repository.`,
    input_schema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
  })
}
