import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Arrival, SpanDoubts } from '../../../src-main/store/arrival.ts'
import { openStoreReader, openStoreWriter } from '../../../src-main/store/open-store.ts'
import type { SpanRecord } from '../../../src-main/store/records.ts'
import { aSpanRecord, spanId } from '../../support/a-span-record.ts'
import { tempDir } from '../../support/temp-dir.ts'

const RUN_ID = 'a'.repeat(32)
const START_MS = 1_700_000_001_000
const MINUTE_MS = 60_000

/** A store with a clock that only the test moves, beside the calendar it tells with each write. */
function aStore(path = join(tempDir(), 'runback.db')) {
  let monotonicMs = 0
  const writer = openStoreWriter(path, () => monotonicMs)
  const reader = openStoreReader(path)
  onTestFinished(() => {
    reader.close()
    writer.close()
  })
  return {
    path,
    writer,
    reader,
    pass: (ms: number) => {
      monotonicMs += ms
    },
    receive: (records: readonly SpanRecord[], receivedMs: number) => writer.write(records, receivedMs),
    stateAt: (nowMs: number) => reader.runs.find(RUN_ID, nowMs)?.run.state,
    ledger: () => reader.spans.ledgerOf(reader.runs.find(RUN_ID, START_MS)?.runKey ?? 0),
    source: () => reader.sources.list(10).sources[0],
  }
}

const SOURCE: Arrival['source'] = {
  serviceName: 'fleet',
  sdk: 'opentelemetry python 1.30.0',
  scopeName: 'openai',
  scopeVersion: '2',
  receiver: 'otlp-http',
  userAgent: 'OTel-OTLP-Exporter-Python/1.30.0',
}

const NO_DOUBTS: SpanDoubts = {
  cutValues: 0,
  droppedAttributes: 0,
  droppedEvents: 0,
  droppedLinks: 0,
  endsBeforeStart: false,
  futureMs: 0,
}

function sent(n: number, differences: Partial<SpanRecord> = {}, doubts?: Partial<SpanDoubts>): SpanRecord {
  return aSpanRecord({
    spanId: spanId(n),
    arrival: { source: SOURCE, doubts: doubts && { ...NO_DOUBTS, ...doubts } },
    ...differences,
  })
}

test('a run is open while spans come, quiet when they stopped, closed when they have not come for long', () => {
  const store = aStore()
  store.receive([sent(1)], START_MS)

  const states = [0, 14_999, 15_000, 5 * MINUTE_MS - 1, 5 * MINUTE_MS].map(ms => store.stateAt(START_MS + ms))

  expect(states).toEqual(['open', 'open', 'quiet', 'quiet', 'closed'])
})

test('a span that comes after its run closed reopens it until it closes again, and the ledger tells how many came late', () => {
  const store = aStore()
  store.receive([sent(1)], START_MS)
  store.pass(6 * MINUTE_MS)
  const laterMs = START_MS + 6 * MINUTE_MS

  store.receive([sent(2)], laterMs)
  store.pass(1000)
  store.receive([sent(3)], laterMs + 1000)

  expect(store.stateAt(laterMs + 2000)).toBe('reopened')
  expect(store.stateAt(laterMs + 6 * MINUTE_MS)).toBe('closed')
  expect(store.ledger()).toEqual([
    { gap: 'late-spans', count: 2, about: ['reopened once after it had closed'] },
  ])
  expect(store.source()).toMatchObject({ spans: 3, late: 2 })
})

test('a late span is known as such by the next process too', () => {
  const first = aStore()
  first.receive([sent(1)], START_MS)
  const second = aStore(first.path)

  second.receive([sent(2)], START_MS + 6 * MINUTE_MS)

  expect(second.ledger()).toMatchObject([{ gap: 'late-spans', count: 1 }])
})

test.each([
  ['forward by a year', 365 * 24 * 60 * MINUTE_MS],
  ['back by a year', -365 * 24 * 60 * MINUTE_MS],
])('a clock that is set %s while a run goes on makes no span late', (_, jumpMs) => {
  const store = aStore()
  store.receive([sent(1)], START_MS)
  store.pass(1000)

  store.receive([sent(2)], START_MS + jumpMs)

  expect(store.ledger()).toEqual([])
  expect(store.stateAt(START_MS + jumpMs + 1000)).toBe('open')
})

test('after the clock was set back, a run of before is closed and not open until the clock is there again', () => {
  const store = aStore()
  store.receive([sent(1)], START_MS)

  expect(store.stateAt(START_MS - 10 * MINUTE_MS)).toBe('closed')
  expect(store.stateAt(START_MS - 1000)).toBe('open')
  const { runs } = store.reader.runs.list(
    { text: undefined, status: 'ok', cursor: undefined, limit: 10 } as never,
    START_MS - 10 * MINUTE_MS,
  )
  expect(runs).toHaveLength(1)
})

test('a span that is sent again is a duplicate, one that was told at its start and at its end is not', () => {
  const store = aStore()
  store.receive([sent(1, { endUnixNano: undefined, status: 'running' })], START_MS)

  store.receive([sent(1)], START_MS)
  expect(store.ledger()).toEqual([])
  store.receive([sent(1), sent(1)], START_MS)

  expect(store.ledger()).toEqual([{ gap: 'duplicates', count: 2, about: [] }])
  expect(store.source()).toMatchObject({ spans: 4, duplicates: 2 })
})

test('what is imported or read again is no arrival of anybody', () => {
  const store = aStore()
  store.receive([aSpanRecord()], START_MS)
  store.receive([aSpanRecord()], START_MS + 60 * MINUTE_MS)

  expect(store.ledger()).toEqual([])
  expect(store.reader.sources.list(10)).toEqual({ sources: [], total: 0 })
})

test('what an exporter dropped and cut is told of the run and of its sender', () => {
  const store = aStore()

  store.receive(
    [sent(1, {}, { droppedAttributes: 3, droppedLinks: 1 }), sent(2, {}, { cutValues: 2 })],
    START_MS,
  )

  expect(store.ledger()).toEqual([
    { gap: 'content-cut', count: 2, about: [] },
    { gap: 'dropped-by-exporter', count: 4, about: ['3 attributes', '1 link'] },
  ])
  expect(store.source()).toMatchObject({
    cutValues: 2,
    droppedAttributes: 3,
    droppedLinks: 1,
    droppedEvents: 0,
  })
})

test('doubts go with the span: one that is told anew without them has none', () => {
  const store = aStore()
  store.receive([sent(1, { endUnixNano: undefined }, { cutValues: 1 })], START_MS)

  store.receive([sent(1)], START_MS)

  expect(store.ledger()).toEqual([])
})

test('times that cannot be are told with how they are shown', () => {
  const store = aStore()
  const startUnixNano = 1_700_000_000_000_000_000n
  const parent = sent(1, { startUnixNano, endUnixNano: startUnixNano + 10_000_000n })
  const early = sent(2, {
    parentSpanId: spanId(1),
    startUnixNano: startUnixNano - 5_000_000n,
    endUnixNano: startUnixNano,
  })
  const backward = sent(
    3,
    { parentSpanId: spanId(1), startUnixNano, endUnixNano: startUnixNano - 1n },
    { endsBeforeStart: true },
  )
  const outlasting = sent(4, {
    parentSpanId: spanId(1),
    startUnixNano,
    endUnixNano: startUnixNano + 90_000_000n,
  })
  const future = sent(5, { startUnixNano, endUnixNano: startUnixNano }, { futureMs: 3_600_000 })

  store.receive([parent, early, backward, outlasting, future], START_MS)

  expect(store.ledger()).toEqual([
    {
      gap: 'clock-skew',
      count: 4,
      about: [
        '1 span that end before they start: shown without a duration',
        '1 span in the future, up to 3600 s after they arrived: shown at the time they tell',
        '1 span that start before their parent: shown at the time they tell',
        '1 span that end after their parent: work left running, or another clock',
      ],
    },
  ])
  expect(store.source()?.clockSkew).toBe(2)
})

test('requests refused in the time of a run are told of it, also when nobody could read who sent them', () => {
  const store = aStore()
  store.receive([sent(1)], START_MS)
  const refusal = {
    kind: 'refused',
    receiver: SOURCE.receiver,
    userAgent: SOURCE.userAgent,
    reason: 'too large',
    requests: 3,
  } as const

  store.writer.noteRefusals([
    { ...refusal, atMs: START_MS + 1000 },
    { ...refusal, atMs: START_MS + 60 * MINUTE_MS },
    { ...refusal, userAgent: 'another', atMs: START_MS },
    { ...refusal, kind: 'deferred', atMs: START_MS },
  ])

  expect(store.ledger()).toEqual([{ gap: 'refused-requests', count: 3, about: ['too large'] }])
  const nameless = store.reader.sources.list(10).sources.find(source => source.refused === 6)
  expect(nameless).toMatchObject({
    serviceName: null,
    perhaps: ['fleet'],
    deferred: 3,
    lastRefusal: { reason: 'too large', at: START_MS + 60 * MINUTE_MS },
  })
})

test('a sender is told with what it sent, what understood it and which parents are missing', () => {
  const store = aStore()

  store.receive([sent(1, { convention: 'otel-gen-ai', parentSpanId: spanId(9) }), sent(2), sent(3)], START_MS)

  expect(store.source()).toMatchObject({
    serviceName: 'fleet',
    firstSeenAt: START_MS,
    lastSeenAt: START_MS,
    spans: 3,
    conventions: [
      { convention: null, spans: 2 },
      { convention: 'otel-gen-ai', spans: 1 },
    ],
    missingParents: { count: 1, runs: 1 },
  })
})

test('a batch that is rolled back counts nowhere', () => {
  const store = aStore()

  expect(() => store.receive([sent(1), sent(2, { kind: null } as never)], START_MS)).toThrow()
  store.receive([sent(3)], START_MS)

  expect(store.source()).toMatchObject({ spans: 1 })
})

test('a run that is deleted leaves its sender known and nothing else', () => {
  const store = aStore()
  store.receive([sent(1, {}, { cutValues: 1 })], START_MS)

  store.writer.deleteRun(RUN_ID)
  store.receive([sent(1)], START_MS)

  expect(store.ledger()).toEqual([])
  expect(store.source()).toMatchObject({ spans: 2, cutValues: 1 })
})

test('senders that change their name with every request are forgotten, the oldest first', () => {
  const store = aStore()
  const named = (n: number): SpanRecord =>
    aSpanRecord({
      spanId: spanId(n),
      arrival: { source: { ...SOURCE, serviceName: `service ${n}` }, doubts: undefined },
    })

  store.receive(
    Array.from({ length: 1500 }, (_, n) => named(n + 1)),
    START_MS,
  )
  store.receive(
    Array.from({ length: 1500 }, (_, n) => named(n + 1501)),
    START_MS + 1,
  )

  const { sources, total } = store.reader.sources.list(1)
  expect(total).toBe(2000)
  expect(sources[0]?.serviceName).toBe('service 3000')
})
