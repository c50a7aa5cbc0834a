import type { Block, Call } from '#contract/call.ts'
import type { SpanLabels } from '#contract/label.ts'
import type { LedgerEntry, RunSummary } from '#contract/run.ts'
import type { SpanDetail, SpanSummary } from '#contract/span.ts'
import type { EngineStatus } from '#contract/status.ts'
import { addAgentRun } from './renderer-agent-run.ts'
import {
  aBlock,
  aCallBlock,
  anEngineStatus,
  aRunSummary,
  aSpanSummary,
  exact,
  hexId,
  total,
  UNKNOWN,
} from './renderer-data.ts'

/** Everything a fake engine knows. */
export interface World {
  status: EngineStatus
  runs: RunSummary[]
  readonly spans: Map<string, SpanSummary[]>
  readonly details: Map<string, SpanDetail>
  readonly calls: Map<string, Call>
  /** Whole blocks that calls carry only the beginning of. */
  readonly blocks: Map<string, Block>
  readonly ledgers: Map<string, LedgerEntry[]>
  readonly spanLabels: Map<string, SpanLabels[]>
}

const TASKS: readonly [string, ...string[]] = [
  'fix the failing build',
  'summarize the incident channel',
  'migrate the billing tables',
  'research competitor pricing',
  'triage new support tickets',
  'write release notes for 4.2',
  'answer: which region is slow?',
  'refactor the retry loop',
]
const SERVICES: readonly [string, ...string[]] = ['coder', 'support-agent', 'research-crew', 'petalflow']
const MODELS: readonly [string[], ...string[][]] = [
  ['claude-sonnet-4-5'],
  ['gpt-5-mini'],
  ['gemini-2.5-pro', 'gpt-5'],
  ['llama3.3:70b'],
]

export function anEmptyWorld(change: Partial<EngineStatus> = {}): World {
  return {
    status: anEngineStatus(change),
    runs: [],
    spans: new Map(),
    details: new Map(),
    calls: new Map(),
    blocks: new Map(),
    ledgers: new Map(),
    spanLabels: new Map(),
  }
}

/** One agent run with everything in it, and `others` runs around it. */
export function aBusyWorld(others: number, nowMs: number): World {
  const world = anEmptyWorld()
  addAgentRun(world, nowMs)
  for (let index = 1; index <= others; index += 1) world.runs.push(otherRun(index, nowMs))
  world.status = anEngineStatus({
    store: {
      sizeBytes: 48_200_000,
      runs: world.runs.length,
      spans: 18_402,
      blocks: 5_120,
      logs: 0,
      logsWithoutRun: 0,
      waitingForSearch: 0,
      health: { state: 'ok' },
      notices: [],
    },
  })
  return world
}

export function otherRun(index: number, nowMs: number): RunSummary {
  const status = statusOf(index)
  const startedMs = nowMs - index * index * 41_000 - 30_000
  const missing = index % 9 === 4 ? 2 : 0
  return aRunSummary({
    runId: hexId(32, index),
    name: pick(TASKS, index),
    serviceName: pick(SERVICES, index),
    agentName: index % 3 === 0 ? 'planner' : null,
    sessionId: index % 2 === 0 ? `sess_${hexId(8, (index - (index % 12)) * 7919)}` : null,
    sessionSource: index % 2 === 0 ? 'gen_ai.conversation.id' : null,
    parent: index % 12 === 4 ? parentOf(index + 4) : null,
    starred: index % 13 === 4,
    note: index === 7 ? 'Took the wrong branch at step 3; compare with the run before.' : null,
    tags: index % 10 === 4 ? ['baseline', 'eval'] : [],
    recordedTags: index % 7 === 3 ? ['env:prod'] : [],
    state: status === 'running' ? 'open' : 'closed',
    status,
    startedAt: `${startedMs}000000`,
    durationNs: status === 'running' ? null : ((index * 7919) % 190_000) * 1e6 + 4e8,
    spanCount: 4 + ((index * 31) % 400),
    callCount: 2 + ((index * 13) % 40),
    toolCount: (index * 7) % 60,
    errorCount: status === 'error' ? 1 + (index % 3) : 0,
    models: [...pick(MODELS, index)],
    inputTokens: total(exact(((index * 104_729) % 900_000) + 800), missing),
    outputTokens: total(exact(((index * 7907) % 40_000) + 50)),
    cost: costOf(index, missing),
  })
}

/** The run of that index as the dispatcher of another. */
function parentOf(index: number): RunSummary['parent'] {
  return {
    runId: hexId(32, index),
    name: pick(TASKS, index),
    spanId: hexId(16, 77),
    spanName: 'Task',
    reason: 'tool-call',
  }
}

function statusOf(index: number): RunSummary['status'] {
  if (index === 1) return 'running'
  if (index % 11 === 3) return 'error'
  return index % 17 === 5 ? 'cancelled' : 'ok'
}

function costOf(index: number, missing: number): RunSummary['cost'] {
  if (index % 4 === 3) return total(UNKNOWN, 4)
  const confidence = index % 5 === 0 ? 'estimated' : 'derived'
  return total({ confidence, value: ((index * 15_485_863) % 900) * 1e6 }, missing)
}

function pick<T>(list: readonly [T, ...T[]], index: number): T {
  return list[index % list.length] ?? list[0]
}

/** Puts into the first call of the agent run what a careless or hostile sender might have sent. */
export function makeHostile(world: World): void {
  const [spanId, call] = [...world.calls][0] ?? []
  if (spanId === undefined || call === undefined) return
  const line = `${'one endless line '.repeat(120_000)}THE END`
  const cut = { ...aBlock('text', line.slice(0, 65_536)), sizeBytes: line.length, isCut: true }
  world.blocks.set(cut.blockId, { ...cut, text: line, isCut: false })
  const texts = [
    '<img src=x onerror="window.wasRun = true"><script>window.wasRun = true</script>',
    `${'['.repeat(3000)}${']'.repeat(3000)}`,
    `{"__proto__":{"polluted":true},"id":12345678901234567890}`,
  ]
  const blocks = [
    { ...aCallBlock(''), block: cut },
    ...texts.map((text, index) => aCallBlock(text, { message: index + 1 })),
    aCallBlock('https://tracker.example/pixel.png', { message: 9, kind: 'image' }),
  ]
  world.calls.set(spanId, { ...call, blocks })
}

/** A run of `count` spans, ten children to a parent, for what must stay fast. */
export function addLargeRun(world: World, count: number, nowMs: number): string {
  const runId = hexId(32, 0xb16)
  const kinds = ['llm', 'tool', 'node', 'retrieval'] as const
  const spans = Array.from({ length: count }, (_, index) =>
    aSpanSummary({
      spanId: hexId(16, 0x100000 + index),
      parentSpanId: index === 0 ? null : hexId(16, 0x100000 + Math.floor((index - 1) / 10)),
      kind: index === 0 ? 'agent' : (kinds[index % 4] ?? 'node'),
      name: `step ${index}`,
      startNs: index * 1e6,
      durationNs: index === 0 ? count * 1e6 : 8e6,
    }),
  )
  world.runs.unshift(
    aRunSummary({ runId, name: 'a very large run', spanCount: count, startedAt: `${nowMs - 5000}000000` }),
  )
  world.spans.set(runId, spans)
  return runId
}
