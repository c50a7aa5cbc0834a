import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Figure } from '../../../src-main/contract/figure.ts'
import { openStoreReader, openStoreWriter } from '../../../src-main/store/open-store.ts'
import type { SpanRecord } from '../../../src-main/store/records.ts'
import { aCallRecord, aSpanRecord } from '../../support/a-span-record.ts'
import { tempDir } from '../../support/temp-dir.ts'

const START = 1_700_000_000_000_000_000n
const AGENT = 'a'.repeat(32)
const ALONE = 'b'.repeat(32)
const exact = (value: number): Figure => ({ confidence: 'exact', value })

interface Told {
  readonly traceId?: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly answerId?: string
  readonly startNs?: number
  readonly endNs?: number
  readonly output?: number
  readonly costNano?: number
  readonly sender?: string
}

/** A call that tells an answer with an id. */
function telling(told: Told): SpanRecord {
  const { traceId = AGENT, startNs = 0, endNs = 1_000_000_000, output = 50, costNano = 1_000 } = told
  const call = aCallRecord({ cost: exact(costNano), priceSource: 'list' })
  const usage = { ...call.details.usage, input: exact(100), output: exact(output) }
  return aSpanRecord({
    traceId,
    spanId: told.spanId.padStart(16, '0'),
    parentSpanId: told.parentSpanId?.padStart(16, '0'),
    name: `call ${told.spanId}`,
    kind: 'llm',
    startUnixNano: START + BigInt(startNs),
    endUnixNano: START + BigInt(endNs),
    call: { ...call, details: { ...call.details, usage, responseId: told.answerId ?? 'msg_1' } },
    raw: { wire: Buffer.from('wire'), longValues: [], origin: Buffer.from(told.sender ?? 'instrumentation') },
  })
}

const ofAgent = telling({ spanId: '2', parentSpanId: '1' })
/** The provider's own SDK tells the same call, in a trace of its own. */
const ofSdk = telling({ traceId: ALONE, spanId: '9', startNs: 10, endNs: 900_000_000, sender: 'sdk' })

function stored(...batches: readonly (readonly SpanRecord[])[]) {
  const path = join(tempDir(), 'runback.db')
  const writer = openStoreWriter(path)
  for (const batch of batches) writer.write(batch, 0)
  const reader = openStoreReader(path)
  const runOf = (runId: string) => reader.runs.find(runId, 0)
  return {
    writer,
    callCount: (runId: string) => runOf(runId)?.run.callCount,
    costOf: (runId: string) => runOf(runId)?.run.cost.sum,
    sameAnswerAs(runId: string, spanId: string) {
      const id = spanId.padStart(16, '0')
      const span = reader.spans.find(runOf(runId)?.runKey ?? -1, id)
      return reader.calls.ofSpan(span?.spanKey ?? -1, 0, { runId, spanId: id }, 100)?.sameAnswerAs
    },
    costs: () => reader.costs.groups('model', { fromMs: undefined, toMs: undefined }).totals,
  }
}

test.each([
  ['together', [[ofAgent, ofSdk]]],
  ['the other first', [[ofSdk], [ofAgent]]],
  ['one after the other', [[ofAgent], [ofSdk]]],
  ['twice', [[ofAgent, ofSdk], [ofSdk], [ofAgent]]],
])('an answer that two traces tell counts once: %s', (_order, batches) => {
  const store = stored(...batches)

  expect(store.costs()).toMatchObject({ calls: 1, cost: { sum: exact(1_000) } })
  expect(store.callCount(AGENT)).toBe(1)
  expect(store.callCount(ALONE)).toBe(0)
  expect(store.sameAnswerAs(ALONE, '9')).toEqual({ runId: AGENT, spanId: '2'.padStart(16, '0') })
  expect(store.sameAnswerAs(AGENT, '2')).toBeNull()
})

test('when the one that counts is deleted, the other counts', () => {
  const store = stored([ofAgent, ofSdk])
  store.writer.deleteRun(AGENT)

  expect(store.costs()).toMatchObject({ calls: 1, cost: { sum: exact(1_000) } })
  expect(store.callCount(ALONE)).toBe(1)
  expect(store.sameAnswerAs(ALONE, '9')).toBeNull()
})

test('when the one that does not count is deleted, nothing changes', () => {
  const store = stored([ofAgent, ofSdk])
  store.writer.deleteRun(ALONE)

  expect(store.callCount(AGENT)).toBe(1)
  expect(store.costs().calls).toBe(1)
})

test('a span that turns out to be another answer counts again', () => {
  const store = stored([ofAgent, ofSdk], [telling({ spanId: '2', parentSpanId: '1', answerId: 'msg_2' })])

  expect(store.costs().calls).toBe(2)
  expect(store.callCount(ALONE)).toBe(1)
})

test('a call within a call that tells the same answer in the same run counts once', () => {
  const inner = telling({ spanId: '3', parentSpanId: '2', startNs: 5, endNs: 9, sender: 'client' })
  const store = stored([inner], [ofAgent])

  expect(store.callCount(AGENT)).toBe(1)
  expect(store.sameAnswerAs(AGENT, '3')).toEqual({ runId: AGENT, spanId: '2'.padStart(16, '0') })
})

test.each([
  ['that did not run at the same time', telling({ spanId: '3', startNs: 2e9, endNs: 3e9, sender: 'x' })],
  ['of one sender within one run', telling({ spanId: '3', startNs: 5, endNs: 9 })],
  [
    'whose counts are others',
    {
      ...telling({ traceId: ALONE, spanId: '3', sender: 'x', output: 51 }),
      call: aCallRecord({
        cost: exact(1_000),
        details: {
          ...aCallRecord().details,
          responseId: 'msg_1',
          usage: { ...aCallRecord().details.usage, input: exact(7), output: exact(51) },
        },
      }),
    },
  ],
])('one id again is another answer for calls %s', (_what, other) => {
  expect(stored([ofAgent, other]).costs().calls).toBe(2)
})

test('an id that everything carries names no answer, and does so again once few carry it', () => {
  const many = Array.from({ length: 20 }, (_, index) =>
    telling({
      traceId: (index + 16).toString(16).repeat(16),
      spanId: `${index + 1}`,
      startNs: index,
      sender: `sender ${index}`,
    }),
  )
  const store = stored(many.slice(0, 16), many.slice(16))
  expect(store.costs()).toMatchObject({ calls: 20, cost: { sum: exact(20_000) } })

  for (const { traceId } of many.slice(0, 10)) store.writer.deleteRun(traceId)
  expect(store.costs().calls).toBe(1)
})
