import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Figure } from '../../../src-main/contract/figure.ts'
import { openStoreReader, openStoreWriter } from '../../../src-main/store/open-store.ts'
import type { DispatchRecord, SessionRecord, SpanRecord } from '../../../src-main/store/records.ts'
import { aCallRecord, aSpanRecord, spanId } from '../../support/a-span-record.ts'
import { tempDir } from '../../support/temp-dir.ts'

const NOW_MS = 1_700_000_010_000
const START_NS = 1_700_000_000_000_000_000n
const RUN = runId(1)
const OTHER = runId(2)

function runId(n: number): string {
  return n.toString(16).padStart(32, '0')
}

function aStore() {
  const path = join(tempDir(), 'runback.db')
  const writer = openStoreWriter(path)
  const reader = openStoreReader(path)
  onTestFinished(() => {
    reader.close()
    writer.close()
  })
  return {
    writer,
    write: (...records: SpanRecord[]) => writer.write(records, NOW_MS),
    runOf: (id: string) => reader.runs.find(id, NOW_MS)?.run,
    ledgerOf: (id: string) => reader.dispatches.otherSessions(reader.runs.find(id, NOW_MS)?.runKey ?? 0),
    session: (id: string) => reader.sessions.find(id, NOW_MS),
    list: (filter = {}) => reader.sessions.list({ limit: 100, ...filter }, NOW_MS),
    runIdsOf: (id: string, limit = 100, cursor?: string) => {
      const { runs, next } = reader.sessions.runsOf(id, cursor, limit, NOW_MS)
      return { runIds: runs.map(run => run.runId), next }
    },
  }
}

function named(sessionId: string, rank = 0): { readonly session: SessionRecord } {
  return { session: { sessionId, rank, key: rank === 0 ? 'session.id' : `key ${rank}` } }
}

function at(second: number) {
  const startUnixNano = START_NS + BigInt(second) * 1_000_000_000n
  return { startUnixNano, endUnixNano: startUnixNano + 500_000_000n }
}

function pricedCall(cost: Figure, model: string) {
  const call = aCallRecord({ cost, responseModel: model })
  const usage = { ...call.details.usage, input: { confidence: 'exact', value: 10 } as const }
  return { kind: 'llm', call: { ...call, details: { ...call.details, usage } } } as const
}

test('the runs of a session are there in order, with their totals', () => {
  const store = aStore()
  const cost = { confidence: 'derived', value: 700 } as const

  store.write(
    aSpanRecord({ traceId: OTHER, ...named('s'), ...at(5), ...pricedCall(cost, 'b') }),
    aSpanRecord({ traceId: RUN, ...named('s'), ...at(1), ...pricedCall({ confidence: 'unknown' }, 'a') }),
    aSpanRecord({ traceId: runId(3), ...at(2) }),
  )

  expect(store.session('s')).toMatchObject({
    runCount: 2,
    spanCount: 2,
    callCount: 2,
    failedRunCount: 0,
    models: ['a', 'b'],
    source: 'session.id',
    startedAt: String(at(1).startUnixNano),
    latestRunAt: String(at(5).startUnixNano),
    durationNs: 4_500_000_000,
    inputTokens: { sum: { confidence: 'exact', value: 20 }, missing: 0 },
    cost: { sum: { confidence: 'derived', value: 700 }, missing: 1 },
  })
  expect(store.runIdsOf('s').runIds).toEqual([RUN, OTHER])
})

test('sessions come with the latest run first, a page at a time', () => {
  const store = aStore()
  const sessionIds = Array.from({ length: 5 }, (_, index) => `s${index}`)
  store.write(
    ...sessionIds.map((id, index) => aSpanRecord({ traceId: runId(index + 1), ...named(id), ...at(index) })),
  )

  const first = store.list({ limit: 3 })
  const second = store.list({ limit: 3, cursor: first.next ?? undefined })

  expect(first.sessions.map(session => session.sessionId)).toEqual(['s4', 's3', 's2'])
  expect(second.sessions.map(session => session.sessionId)).toEqual(['s1', 's0'])
  expect([first.total, second.total, second.next]).toEqual([5, 5, null])
})

test('the runs of a session come a page at a time', () => {
  const store = aStore()
  store.write(...[1, 2, 3].map(n => aSpanRecord({ traceId: runId(n), ...named('s'), ...at(n) })))

  const first = store.runIdsOf('s', 2)

  expect(first.runIds).toEqual([runId(1), runId(2)])
  expect(store.runIdsOf('s', 2, first.next ?? undefined)).toEqual({ runIds: [runId(3)], next: null })
})

test('a session is found by its id, its models and what its runs are called', () => {
  const store = aStore()
  const cost = { confidence: 'unknown' } as const
  store.write(
    aSpanRecord({ traceId: RUN, ...named('chat-1'), name: 'Refactor 100% of it' }),
    aSpanRecord({ traceId: OTHER, ...named('chat-2'), ...pricedCall(cost, 'gpt-5') }),
  )

  const found = (text: string) => store.list({ text }).sessions.map(session => session.sessionId)

  expect([found('CHAT-1'), found('100%'), found('gpt'), found('%'), found('nothing')]).toEqual([
    ['chat-1'],
    ['chat-1'],
    ['chat-2'],
    ['chat-1'],
    [],
  ])
})

test('a run joins its session late, and changes it when a surer key comes', () => {
  const store = aStore()
  store.write(aSpanRecord({ traceId: RUN, spanId: spanId(1) }))
  expect(store.list().sessions).toEqual([])

  store.write(aSpanRecord({ traceId: RUN, spanId: spanId(2), ...named('process', 9) }))
  expect(store.session('process')).toMatchObject({ runCount: 1, spanCount: 2 })

  store.write(aSpanRecord({ traceId: RUN, spanId: spanId(3), ...named('chat') }))
  expect(store.runOf(RUN)).toMatchObject({ sessionId: 'chat', sessionSource: 'session.id' })
  expect(store.session('process')).toBeUndefined()
  expect(store.session('chat')).toMatchObject({ runCount: 1, spanCount: 3 })
})

test('of two sessions of equal rank the first counts, and the other is told', () => {
  const store = aStore()

  store.write(
    aSpanRecord({ spanId: spanId(1), parentSpanId: spanId(9), traceId: RUN, ...named('first') }),
    aSpanRecord({ spanId: spanId(2), parentSpanId: spanId(9), traceId: RUN, ...named('second') }),
  )

  expect(store.runOf(RUN)?.sessionId).toBe('first')
  expect(store.list().sessions.map(session => session.sessionId)).toEqual(['first'])
  expect(store.ledgerOf(RUN)).toEqual([{ gap: 'other-session', count: 1, about: ['second'] }])
})

test('of two sessions of equal rank that of the root counts, however late it comes', () => {
  const store = aStore()

  store.write(
    aSpanRecord({ spanId: spanId(1), parentSpanId: spanId(9), traceId: RUN, ...named('of a sub-agent') }),
  )
  store.write(aSpanRecord({ spanId: spanId(9), traceId: RUN, ...named('of the root') }))

  expect(store.runOf(RUN)?.sessionId).toBe('of the root')
  expect(store.ledgerOf(RUN)).toMatchObject([{ about: ['of a sub-agent'] }])
})

test('a span that is sent again is counted once in its session', () => {
  const store = aStore()
  const cost = { confidence: 'estimated', value: 5 } as const
  const span = aSpanRecord({ traceId: RUN, ...named('s'), ...pricedCall(cost, 'm') })

  store.write(span)
  store.write(span)
  store.write({ ...span, ...pricedCall({ confidence: 'exact', value: 7 }, 'n') })

  expect(store.session('s')).toMatchObject({
    spanCount: 1,
    callCount: 1,
    models: ['n'],
    cost: { sum: { confidence: 'exact', value: 7 } },
  })
})

test('a session goes with its last run, and shrinks with the others', () => {
  const store = aStore()
  store.write(
    aSpanRecord({ traceId: RUN, ...named('s'), ...at(1), status: 'error' }),
    aSpanRecord({ traceId: OTHER, ...named('s'), ...at(9) }),
  )
  expect(store.session('s')).toMatchObject({ runCount: 2, failedRunCount: 1, errorCount: 1 })

  store.writer.deleteRun(OTHER)
  expect(store.session('s')).toMatchObject({ runCount: 1, durationNs: 500_000_000 })

  store.writer.deleteRun(RUN)
  expect(store.list()).toMatchObject({ sessions: [], total: 0 })
})

function claims(parent: DispatchRecord['parents'][number], runName?: string): { dispatch: DispatchRecord } {
  return { dispatch: { runName, parents: [parent] } }
}
const byCall = claims({ reason: 'tool-call', target: 'toolu_1', spanId: undefined })
const byLink = claims({ reason: 'span-link', target: RUN, spanId: spanId(7) })
const byName = claims({ reason: 'parent-run', target: 'run-7', spanId: undefined })
const bySession = claims({ reason: 'parent-session', target: 's', spanId: undefined })
const theCall = {
  kind: 'tool',
  tool: { toolName: 'Task', toolCallId: 'toolu_1', arguments: null, result: null },
} as const
const theParent = aSpanRecord({
  traceId: RUN,
  spanId: spanId(7),
  name: 'Task',
  ...theCall,
  ...named('s'),
  dispatch: { runName: 'run-7', parents: [] },
})

test.each([
  ['the id of a tool call', byCall, { reason: 'tool-call', spanId: spanId(7), spanName: 'Task' }],
  ['a link of its root', byLink, { reason: 'span-link', spanId: spanId(7), spanName: 'Task' }],
  ['the name of the run', byName, { reason: 'parent-run', spanId: null, spanName: null }],
  ['its only session', bySession, { reason: 'parent-session', spanId: null, spanName: null }],
])(
  'a run is below the one that dispatched it, told by %s, whichever came first',
  (_what, claim, expected) => {
    const child = aSpanRecord({ traceId: OTHER, ...claim })
    for (const order of [[theParent, child] as const, [child, theParent] as const]) {
      const store = aStore()
      for (const record of order) store.write(record)

      expect(store.runOf(OTHER)).toMatchObject({
        parent: { runId: RUN, ...expected },
        sessionId: 's',
        sessionSource: 'parent run',
      })
      expect(store.session('s')).toMatchObject({ runCount: 2 })
    }
  },
)

test('a run that names a session keeps it below a dispatcher of another', () => {
  const store = aStore()

  store.write(theParent, aSpanRecord({ traceId: OTHER, ...byCall, ...named('own') }))

  expect(store.runOf(OTHER)).toMatchObject({ sessionId: 'own', parent: { runId: RUN } })
  expect(store.session('s')).toMatchObject({ runCount: 1 })
})

test('what the dispatcher learns of its session goes down to what its runs dispatched', () => {
  const store = aStore()
  const grandChild = runId(3)
  const task = (traceId: string, id: string) =>
    aSpanRecord({ traceId, spanId: spanId(1), ...theCall, tool: { ...theCall.tool, toolCallId: id } })
  const below = (traceId: string, target: string) =>
    aSpanRecord({ traceId, spanId: spanId(2), ...claims({ reason: 'tool-call', target, spanId: undefined }) })
  store.write(task(RUN, 'a'), below(OTHER, 'a'), task(OTHER, 'b'), below(grandChild, 'b'))

  store.write(aSpanRecord({ traceId: RUN, spanId: spanId(5), ...named('late') }))

  expect(store.runIdsOf('late').runIds).toHaveLength(3)
  expect(store.runOf(grandChild)).toMatchObject({ sessionId: 'late', parent: { runId: OTHER } })
})

test('a call id that two runs have names no dispatcher', () => {
  const store = aStore()

  store.write(theParent, { ...theParent, traceId: runId(3) }, aSpanRecord({ traceId: OTHER, ...byCall }))

  expect(store.runOf(OTHER)?.parent).toBeNull()
})

test('a session of several runs does not tell which of them dispatched another', () => {
  const store = aStore()

  store.write(theParent, aSpanRecord({ traceId: OTHER, ...bySession, ...named('t') }))
  expect(store.runOf(OTHER)?.parent?.runId).toBe(RUN)

  store.write(aSpanRecord({ traceId: runId(3), ...named('s') }))
  expect(store.runOf(OTHER)?.parent).toBeNull()
})

test('runs that name each other hang together one way only', () => {
  const store = aStore()
  const link = (traceId: string, target: string) =>
    aSpanRecord({ traceId, ...claims({ reason: 'span-link', target, spanId: undefined }) })

  store.write(link(RUN, OTHER))
  store.write(link(OTHER, RUN))

  expect([store.runOf(RUN)?.parent?.runId, store.runOf(OTHER)?.parent]).toEqual([
    undefined,
    expect.objectContaining({ runId: RUN }),
  ])
})

test('a run outlives its dispatcher, and finds it again', () => {
  const store = aStore()
  store.write(theParent, aSpanRecord({ traceId: OTHER, ...byCall }))

  store.writer.deleteRun(RUN)
  expect(store.runOf(OTHER)?.parent).toBeNull()

  store.write(theParent)
  expect(store.runOf(OTHER)?.parent?.runId).toBe(RUN)
})
