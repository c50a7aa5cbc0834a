import type { Block, BlockKind, Call, CallBlock, Section, Usage } from '#contract/call.ts'
import type { Figure, Total } from '#contract/figure.ts'
import type { RunSummary } from '#contract/run.ts'
import type { SpanDetail, SpanSummary } from '#contract/span.ts'
import type { EngineStatus } from '#contract/status.ts'

/** Builders for what the window is given. Each says only what a test cares about. */
export const UNKNOWN: Figure = { confidence: 'unknown' }

export function exact(value: number): Figure {
  return { confidence: 'exact', value }
}

export function total(sum: Figure, missing = 0): Total {
  return { sum, missing }
}

export function hexId(digits: number, number: number): string {
  return number.toString(16).padStart(digits, '0')
}

export function aRunSummary(change: Partial<RunSummary> = {}): RunSummary {
  return {
    runId: hexId(32, 1),
    name: 'fix the failing build',
    serviceName: 'coder',
    sessionId: null,
    sessionSource: null,
    parent: null,
    starred: false,
    note: null,
    tags: [],
    recordedTags: [],
    agentName: null,
    state: 'closed',
    status: 'ok',
    startedAt: '1767225600000000000',
    durationNs: 42e9,
    spanCount: 12,
    callCount: 4,
    toolCount: 3,
    errorCount: 0,
    models: ['claude-sonnet-4-5'],
    inputTokens: total(exact(48_210)),
    outputTokens: total(exact(3_120)),
    cacheReadTokens: total(exact(31_000)),
    cost: total({ confidence: 'derived', value: 84_200_000 }),
    lastReceivedAt: 1_767_225_642_000,
    ...change,
  }
}

export function aSpanSummary(change: Partial<SpanSummary> = {}): SpanSummary {
  return {
    spanId: hexId(16, 1),
    parentSpanId: null,
    kind: 'custom',
    name: 'a span',
    status: 'ok',
    startNs: 0,
    durationNs: 1e9,
    agentName: null,
    toolName: null,
    model: null,
    inputTokens: UNKNOWN,
    outputTokens: UNKNOWN,
    cost: UNKNOWN,
    errorMessage: null,
    ...change,
  }
}

export function aSpanDetail(span: SpanSummary, change: Partial<SpanDetail> = {}): SpanDetail {
  return {
    span,
    convention: 'otel-genai',
    hasCall: span.kind === 'llm',
    tool: null,
    attributes: [],
    events: [],
    links: [],
    logs: [],
    logTotal: 0,
    withheld: null,
    resource: [{ key: 'service.name', value: 'coder' }],
    scope: { name: 'opentelemetry.instrumentation.anthropic', version: '0.49.1' },
    ...change,
  }
}

const blockNumbers = new Map<string, number>()

/** Equal kind and text are one block, as in the store. */
export function aBlock(kind: BlockKind, text: string): Block {
  const content = `${kind} ${text}`
  const number = blockNumbers.get(content) ?? blockNumbers.size + 1
  blockNumbers.set(content, number)
  return {
    blockId: hexId(64, number),
    kind,
    text,
    sizeBytes: new TextEncoder().encode(text).length,
    isCut: false,
  }
}

interface Placed {
  readonly section?: Section
  readonly message?: number
  readonly role?: string
  readonly kind?: BlockKind
}

export function aCallBlock(text: string, change: Placed & Partial<Omit<CallBlock, 'block'>> = {}): CallBlock {
  const { kind = 'text', ...rest } = change
  return {
    section: 'input',
    message: 0,
    role: 'user',
    name: null,
    toolCallId: null,
    isError: false,
    isNew: true,
    block: aBlock(kind, text),
    ...rest,
  }
}

export function aUsage(change: Partial<Usage> = {}): Usage {
  return {
    freshInput: exact(1_204),
    cacheRead: exact(11_020),
    cacheWrite: exact(820),
    input: { confidence: 'derived', value: 13_044 },
    output: exact(412),
    reasoning: UNKNOWN,
    buckets: {},
    ...change,
  }
}

export function aCall(change: Partial<Call> = {}): Call {
  return {
    runId: hexId(32, 1),
    spanId: hexId(16, 1),
    provider: 'anthropic',
    operation: 'chat',
    requestModel: 'claude-sonnet-4-5',
    responseModel: 'claude-sonnet-4-5-20250929',
    responseId: 'msg_01XFDUDYJgAACzvnptvVoYEL',
    parameters: { temperature: 0.2, max_tokens: 4096 },
    finishReasons: ['end_turn'],
    timeToFirstTokenNs: 640e6,
    usage: aUsage(),
    cost: { confidence: 'derived', value: 14_082_000 },
    costBasis: 'Prices of claude-sonnet-4-5 (anthropic) on 1 January 2026.',
    reportedCost: UNKNOWN,
    costDifference: null,
    countedCost: { confidence: 'derived', value: 14_082_000 },
    sameAnswerAs: null,
    previousSpanId: null,
    blocks: [],
    ...change,
  }
}

export function anEngineStatus(change: Partial<EngineStatus> = {}): EngineStatus {
  const counters = {
    requests: 0,
    spans: 0,
    logRecords: 0,
    dataPoints: 0,
    refused: 0,
    deferred: 0,
    lastRefusal: null,
  }
  return {
    version: '0.1.0',
    pid: 4242,
    dataDir: '/home/me/.local/share/runback',
    host: 'serve',
    apiPort: 8090,
    receivers: [
      { name: 'otlp-http', port: 4318, counters, listening: { state: 'listening' } },
      { name: 'otlp-grpc', port: 4317, counters, listening: { state: 'listening' } },
    ],
    store: {
      sizeBytes: 12_400_000,
      runs: 0,
      spans: 0,
      blocks: 0,
      logs: 0,
      logsWithoutRun: 0,
      waitingForSearch: 0,
      health: { state: 'ok' },
      notices: [],
    },
    prices: '2026-01-01',
    ...change,
  }
}
