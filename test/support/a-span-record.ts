import type { CallRecord, ItemRecord, SpanRecord } from '../../src-main/store/records.ts'

/** A stored-to-be span; say only what the test is about. */
export function aSpanRecord(differences: Partial<SpanRecord> = {}): SpanRecord {
  return {
    traceId: 'a'.repeat(32),
    spanId: '1'.repeat(16),
    parentSpanId: undefined,
    name: 'step',
    kind: 'custom',
    status: 'ok',
    startUnixNano: 1_700_000_000_123_456_789n,
    endUnixNano: 1_700_000_001_123_456_789n,
    serviceName: null,
    session: undefined,
    userId: null,
    agentName: null,
    toolName: null,
    errorMessage: null,
    convention: null,
    call: undefined,
    tool: undefined,
    dispatch: undefined,
    tags: undefined,
    withheld: undefined,
    raw: { wire: Buffer.from('wire'), longValues: [], origin: Buffer.from('origin') },
    ...differences,
  }
}

export function aCallRecord(differences: Partial<CallRecord> = {}): CallRecord {
  const unknown = { confidence: 'unknown' } as const
  return {
    provider: 'anthropic',
    requestModel: 'claude-sonnet-4',
    responseModel: null,
    cost: unknown,
    isReported: false,
    priceSource: 'no-usage',
    items: [],
    details: {
      operation: 'chat',
      responseId: null,
      parameters: {},
      finishReasons: ['stop'],
      timeToFirstTokenNs: null,
      usage: {
        freshInput: unknown,
        cacheRead: unknown,
        cacheWrite: unknown,
        input: unknown,
        output: unknown,
        reasoning: unknown,
        buckets: {},
      },
      costBasis: '',
      reportedCost: unknown,
      isCostBilled: false,
    },
    ...differences,
  }
}

/** A message of one text block. */
export function aTextItem(text: string, differences: Partial<ItemRecord> = {}): ItemRecord {
  const place = {
    section: 'input',
    message: 0,
    role: 'user',
    name: null,
    toolCallId: null,
    isError: false,
  } as const
  return { ...place, block: { kind: 'text', text }, ...differences }
}

/** The nth span id. */
export function spanId(n: number): string {
  return n.toString(16).padStart(16, '0')
}
