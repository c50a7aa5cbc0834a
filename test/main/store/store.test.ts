import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openStoreReader, openStoreWriter } from '../../../src-main/store/open-store.ts'
import type { CallRecord, ItemRecord, SpanRecord } from '../../../src-main/store/records.ts'
import { aCallRecord, aSpanRecord, aTextItem, spanId } from '../../support/a-span-record.ts'
import { tempDir } from '../../support/temp-dir.ts'

const RUN = 'a'.repeat(32)
const NOW_MS = 1_700_000_010_000

function aStore() {
  const path = join(tempDir(), 'runback.db')
  const writer = openStoreWriter(path)
  const reader = openStoreReader(path)
  onTestFinished(() => {
    reader.close()
    writer.close()
  })
  return { writer, reader, write: (...records: SpanRecord[]) => writer.write(records, NOW_MS) }
}

function runOf({ reader }: ReturnType<typeof aStore>, runId = RUN) {
  const found = reader.runs.find(runId, NOW_MS)
  if (found === undefined) throw new Error('no such run')
  return found
}

function callOf(store: ReturnType<typeof aStore>, id: string) {
  const { runKey } = runOf(store)
  const span = store.reader.spans.find(runKey, id)
  const call = span && store.reader.calls.ofSpan(span.spanKey, runKey, { runId: RUN, spanId: id }, 1_000_000)
  if (call === undefined) throw new Error('no such call')
  return call
}

/** An agent that resends its history: turn n carries the messages of all turns before it. */
function aTurn(turn: number): SpanRecord {
  const history = Array.from({ length: turn * 2 + 1 }, (_, message): ItemRecord => {
    const role = message % 2 === 0 ? 'user' : 'assistant'
    return aTextItem(`message ${message} ${'x'.repeat(600)}`, { message, role })
  })
  const system = aTextItem('You are terse.', { section: 'system', role: 'system' })
  const answer = aTextItem(`message ${turn * 2 + 1} ${'x'.repeat(600)}`, {
    section: 'output',
    role: 'assistant',
  })
  return aSpanRecord({
    spanId: spanId(turn + 1),
    kind: 'llm',
    startUnixNano: 1_700_000_000_000_000_000n + BigInt(turn) * 1_000_000_000n,
    endUnixNano: 1_700_000_000_500_000_000n + BigInt(turn) * 1_000_000_000n,
    call: aCallRecord({ items: [system, ...history, answer] }),
  })
}

function pricedCall(input: number, costNano: number): CallRecord {
  const call = aCallRecord()
  const usage = { ...call.details.usage, input: { confidence: 'exact', value: input } as const }
  return { ...call, cost: { confidence: 'derived', value: costNano }, details: { ...call.details, usage } }
}

test('a span comes back with its times to the nanosecond', () => {
  const store = aStore()

  store.write(
    aSpanRecord({ spanId: spanId(2), parentSpanId: spanId(1), startUnixNano: 1_700_000_000_123_456_790n }),
    aSpanRecord({ spanId: spanId(1), name: 'root', startUnixNano: 1_700_000_000_123_456_000n }),
  )

  const { run, runKey } = runOf(store)
  expect(run).toMatchObject({ name: 'root', startedAt: '1700000000123456000', spanCount: 2, status: 'ok' })
  const [root, child] = store.reader.spans.ofRun(runKey, 10)
  expect(root).toMatchObject({ spanId: spanId(1), startNs: 0 })
  expect(child).toMatchObject({ spanId: spanId(2), parentSpanId: spanId(1), startNs: 790 })
})

test('a resent history is stored once, and every call still has all of its blocks', () => {
  const store = aStore()

  store.write(...Array.from({ length: 30 }, (_, turn) => aTurn(turn)))

  expect(store.reader.statistics().blocks).toBe(1 + 30 * 2)
  const last = callOf(store, spanId(30))
  expect(last.blocks).toHaveLength(1 + 59 + 1)
  expect(last.blocks.map(each => each.block.text.split(' ')[1])).toEqual([
    'are',
    ...Array.from({ length: 60 }, (_, message) => String(message)),
  ])
})

test('only what the previous call neither carried nor answered is new', () => {
  const store = aStore()

  store.write(aTurn(0), aTurn(1), aTurn(2))

  const call = callOf(store, spanId(3))
  expect(call.previousSpanId).toBe(spanId(2))
  expect(
    call.blocks.filter(each => each.isNew).map(each => [each.section, each.block.text.slice(0, 9)]),
  ).toEqual([
    ['input', 'message 4'],
    ['output', 'message 5'],
  ])
})

test('what is new does not depend on the order in which calls arrive', () => {
  const store = aStore()

  store.write(aTurn(2))
  store.write(aTurn(0))
  store.write(aTurn(1))

  expect(callOf(store, spanId(3)).previousSpanId).toBe(spanId(2))
  expect(callOf(store, spanId(1)).previousSpanId).toBeNull()
})

test('a span is given back byte for byte, also when its long values were stored as differences', () => {
  const store = aStore()
  const emptyBytes = store.reader.statistics().sizeBytes
  const wires = Array.from({ length: 100 }, (_, turn) => {
    const value = JSON.stringify(Array.from({ length: turn + 1 }, (_, n) => `${n} ${'é'.repeat(300)}`))
    const head = Buffer.from(`head of ${turn} `)
    const bytes = Buffer.from(value)
    const wire = Buffer.concat([head, bytes, Buffer.from(' tail')])
    return { wire, longValues: [{ key: 'messages', offset: head.length, length: bytes.length }] }
  })

  store.write(
    ...wires.map((raw, turn) =>
      aSpanRecord({ spanId: spanId(turn + 1), raw: { ...raw, origin: Buffer.from('o') } }),
    ),
  )

  const { runKey } = runOf(store)
  for (const [turn, { wire }] of wires.entries()) {
    const span = store.reader.spans.find(runKey, spanId(turn + 1))
    expect(span && Buffer.from(store.reader.raw.ofSpan(span.spanKey)?.wire ?? []).equals(wire)).toBe(true)
  }
  const sent = wires.reduce((sum, { wire }) => sum + wire.length, 0)
  expect(sent / (store.reader.statistics().sizeBytes - emptyBytes)).toBeGreaterThan(5)
})

test('a span that is sent again replaces the earlier one, and totals count it once', () => {
  const store = aStore()
  const span = aSpanRecord({ spanId: spanId(7), kind: 'llm', call: pricedCall(100, 5_000) })

  store.write(span, span)
  store.write({ ...span, name: 'renamed', status: 'error', call: pricedCall(300, 9_000) })

  const { run, runKey } = runOf(store)
  expect(store.reader.spans.ofRun(runKey, 10).map(each => each.name)).toEqual(['renamed'])
  expect(run).toMatchObject({ spanCount: 1, callCount: 1, errorCount: 1, status: 'error' })
  expect(run.inputTokens).toEqual({ sum: { confidence: 'exact', value: 300 }, missing: 0 })
  expect(run.cost).toEqual({ sum: { confidence: 'derived', value: 9_000 }, missing: 0 })
})

test('a call without a price makes the cost of its run a lower bound, and unknown when no call has one', () => {
  const store = aStore()
  const priced = aSpanRecord({ spanId: spanId(1), kind: 'llm', call: pricedCall(10, 1_000) })
  const unpriced = aSpanRecord({ spanId: spanId(2), kind: 'llm', call: aCallRecord() })

  store.write(priced, unpriced)
  store.write({ ...unpriced, traceId: 'b'.repeat(32) })

  expect(runOf(store).run.cost).toEqual({ sum: { confidence: 'derived', value: 1_000 }, missing: 1 })
  expect(runOf(store, 'b'.repeat(32)).run.cost).toEqual({ sum: { confidence: 'unknown' }, missing: 1 })
})

test('the usage an agent span repeats from its calls is not counted twice', () => {
  const store = aStore()

  store.write(
    aSpanRecord({ spanId: spanId(1), kind: 'agent', call: pricedCall(10, 1_000) }),
    aSpanRecord({ spanId: spanId(2), kind: 'llm', parentSpanId: spanId(1), call: pricedCall(10, 1_000) }),
  )

  expect(runOf(store).run).toMatchObject({ callCount: 1, inputTokens: { sum: { value: 10 } } })
})

test('counting a run again from its spans gives what was counted while they came in', () => {
  const store = aStore()
  const spans = [1, 2, 3].map(n =>
    aSpanRecord({ spanId: spanId(n), kind: 'llm', call: pricedCall(n * 10, n * 1_000) }),
  )
  store.write(...spans)
  const counted = runOf(store).run

  store.write(...spans)

  expect(runOf(store).run).toEqual(counted)
})

test('the statistics count what is stored, through everything that may happen to it', () => {
  const store = aStore()
  const inRun = (letter: string, id: number) =>
    aSpanRecord({
      traceId: letter.repeat(32),
      spanId: spanId(id),
      kind: 'llm',
      call: aCallRecord({ items: [aTextItem(`${letter} ${id}`), aTextItem('in both')] }),
    })
  function* broken() {
    yield inRun('d', 1)
    throw new Error('damaged')
  }

  store.write(inRun('a', 1), inRun('a', 2), inRun('b', 1))
  store.write(inRun('a', 2), inRun('b', 2))
  expect(() => store.writer.write(broken(), NOW_MS)).toThrow('damaged')
  expect(store.reader.statistics()).toMatchObject({ runs: 2, spans: 4, blocks: 5 })

  store.writer.deleteRun('a'.repeat(32))
  expect(store.reader.statistics()).toMatchObject({ runs: 1, spans: 2, blocks: 3 })
})

test('a run says what is missing from it', () => {
  const store = aStore()

  store.write(
    aSpanRecord({ spanId: spanId(1), parentSpanId: spanId(99) }),
    aSpanRecord({ spanId: spanId(2), parentSpanId: spanId(1), kind: 'llm', call: aCallRecord() }),
  )

  expect(store.reader.spans.ledgerOf(runOf(store).runKey)).toEqual([
    { gap: 'missing-parent', count: 1, about: [] },
    { gap: 'unknown-usage', count: 1, about: ['claude-sonnet-4'] },
    { gap: 'content-not-captured', count: 1, about: ['claude-sonnet-4'] },
  ])
})

test('what is missing from one run is not told of another', () => {
  const store = aStore()
  const { details } = aCallRecord()
  const one = { confidence: 'exact', value: 1 } as const
  const complete = aCallRecord({
    cost: one,
    items: [aTextItem('hello')],
    details: { ...details, usage: { ...details.usage, input: one, output: one } },
  })

  store.write(
    aSpanRecord({ kind: 'llm', call: complete }),
    aSpanRecord({ traceId: 'b'.repeat(32), kind: 'llm', call: aCallRecord() }),
  )

  expect(store.reader.spans.ledgerOf(runOf(store).runKey)).toEqual([])
})

test('when one span of a batch cannot be written, none is', () => {
  const store = aStore()
  function* broken() {
    yield aSpanRecord()
    throw new Error('damaged')
  }

  expect(() => store.writer.write(broken(), NOW_MS)).toThrow('damaged')

  expect(store.reader.statistics()).toMatchObject({ runs: 0, spans: 0 })
  store.write(aSpanRecord())
  expect(runOf(store).run.spanCount).toBe(1)
})

test('deleting a run keeps the blocks that other runs carry and forgets the rest', () => {
  const store = aStore()
  const shared = aTextItem('shared words')
  const callWith = (text: string) => aCallRecord({ items: [shared, aTextItem(text)] })
  store.write(
    aSpanRecord({ spanId: spanId(1), kind: 'llm', call: callWith('only in the first') }),
    aSpanRecord({
      traceId: 'b'.repeat(32),
      spanId: spanId(1),
      kind: 'llm',
      call: callWith('only in the second'),
    }),
  )
  store.writer.indexSome()

  expect(store.writer.deleteRun(RUN)).toEqual({ deletedSpans: 1, deletedBlocks: 1 })
  expect(store.writer.deleteRun(RUN)).toBeUndefined()

  expect(store.reader.runs.find(RUN, NOW_MS)).toBeUndefined()
  expect(store.reader.search.search('first', 10, undefined).hits).toEqual([])
  expect(store.reader.search.search('shared', 10, undefined).hits).toMatchObject([{ runId: 'b'.repeat(32) }])
  store.write(aSpanRecord({ spanId: spanId(1), kind: 'llm', call: callWith('only in the first') }))
  expect(callOf(store, spanId(1)).blocks).toHaveLength(2)
})

test('what a tool gave at first is gone when its span is told anew, unless something else carries it', () => {
  const store = aStore()
  const toolSpan = (id: number, result: string) =>
    aSpanRecord({
      spanId: spanId(id),
      kind: 'tool',
      tool: {
        toolName: 'weather',
        toolCallId: null,
        arguments: null,
        result: { kind: 'tool-result', text: result },
      },
    })
  store.write(toolSpan(1, 'half of it'), toolSpan(2, 'half of it'), toolSpan(3, 'secret'))
  store.writer.indexSome()

  store.write(toolSpan(1, 'all of it'), toolSpan(3, 'nothing'))
  store.write(toolSpan(4, 'secret'), toolSpan(4, 'nothing'))
  store.writer.indexSome()

  const found = (text: string) => store.reader.search.search(text, 10, undefined).hits.length
  expect([found('secret'), found('half'), found('all'), found('nothing')]).toEqual([0, 1, 1, 1])
  expect(store.writer.deleteRun(RUN)).toEqual({ deletedSpans: 4, deletedBlocks: 3 })
  expect(store.reader.statistics().blocks).toBe(0)
})

test('search finds a block where it first came in, and counts the calls that carried it', () => {
  const store = aStore()
  store.write(...Array.from({ length: 5 }, (_, turn) => aTurn(turn)))
  expect(store.reader.search.search('terse', 10, undefined)).toMatchObject({ hits: [], waiting: 11 })

  while (store.writer.indexSome());

  const { hits, waiting } = store.reader.search.search('ters*', 10, undefined)
  expect(waiting).toBe(0)
  expect(hits).toMatchObject([
    { spanId: spanId(1), role: 'system', carriedBy: 5, snippet: { match: 'ters' } },
  ])
})

test('search finds what only a tool took or gave', () => {
  const store = aStore()
  const tool = {
    toolName: 'weather',
    toolCallId: null,
    arguments: { kind: 'tool-call', text: 'Lisbon' },
    result: { kind: 'tool-result', text: 'sunny' },
  } as const
  store.write(aSpanRecord({ kind: 'tool', tool }))
  while (store.writer.indexSome());

  const found = ['lisbon', 'sunny'].flatMap(text => store.reader.search.search(text, 10, undefined).hits)

  expect(found).toMatchObject([
    { spanId: '1'.repeat(16), role: 'tool', kind: 'tool-call', carriedBy: 0 },
    { spanId: '1'.repeat(16), role: 'tool', kind: 'tool-result', carriedBy: 0 },
  ])
})

test('pages of search results and of runs join without a gap or a repeat', () => {
  const store = aStore()
  store.write(
    ...Array.from({ length: 25 }, (_, n) =>
      aSpanRecord({
        traceId: n.toString(16).padStart(32, '0'),
        name: `run ${n}`,
        kind: 'llm',
        startUnixNano: 1_700_000_000_000_000_000n + BigInt(n),
        call: aCallRecord({ items: [aTextItem(`needle ${n}`)] }),
      }),
    ),
  )
  while (store.writer.indexSome());

  const found: string[] = []
  for (let cursor: string | undefined, more = true; more; ) {
    const page = store.reader.search.search('needle', 10, cursor)
    found.push(...page.hits.map(hit => hit.runName))
    cursor = page.next ?? undefined
    more = page.next !== null
  }
  const listed: string[] = []
  for (let cursor: string | undefined, more = true; more; ) {
    const page = store.reader.runs.list({ text: 'run', status: undefined, cursor, limit: 10 }, NOW_MS)
    expect(page.total).toBe(25)
    listed.push(...page.runs.map(run => run.name))
    cursor = page.next ?? undefined
    more = page.next !== null
  }

  const newestFirst = Array.from({ length: 25 }, (_, n) => `run ${24 - n}`)
  expect(found).toEqual(newestFirst)
  expect(listed).toEqual(newestFirst)
})

test.each(['9999999999999999999-1', '-9999999999999999999-1', '', 'x'])(
  'after the cursor %j, which nobody gave out, no run comes',
  cursor => {
    const store = aStore()
    store.write(aSpanRecord())

    const { runs } = store.reader.runs.list({ text: undefined, status: undefined, cursor, limit: 10 }, NOW_MS)

    expect(runs).toEqual([])
  },
)

test.each(['"', '""', '(', 'AND', 'a AND', 'near(a b)', '*', '-', 'col:x', "it's", 'NOT', '\u0000'])(
  'typing %j into search is never an error',
  text => {
    const { hits } = aStore().reader.search.search(text, 10, undefined)

    expect(hits).toEqual([])
  },
)

test('a run without its root runs until it was silent for long, then its spans tell how it went', () => {
  const store = aStore()
  store.write(aSpanRecord({ parentSpanId: spanId(5), status: 'error' }))

  const statusAfter = (ms: number) => store.reader.runs.find(RUN, NOW_MS + ms)?.run

  expect(statusAfter(0)).toMatchObject({ state: 'open', status: 'running' })
  expect(statusAfter(60_000)).toMatchObject({ state: 'quiet', status: 'running' })
  expect(statusAfter(3_600_000)).toMatchObject({ state: 'closed', status: 'error' })
  const listed = (status: 'running' | 'error', ms: number) =>
    store.reader.runs.list({ text: undefined, status, cursor: undefined, limit: 10 }, NOW_MS + ms).total
  expect([listed('running', 0), listed('error', 0)]).toEqual([1, 0])
  expect([listed('running', 3_600_000), listed('error', 3_600_000)]).toEqual([0, 1])
})

test('settings that are missing or no longer valid have their defaults', () => {
  const { writer, reader } = aStore()

  writer.changeSettings({ theme: 'dark' })

  expect(reader.settings()).toMatchObject({ theme: 'dark', otlpHttpPort: 4318 })
})
