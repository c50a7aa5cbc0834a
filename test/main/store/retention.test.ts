import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Settings } from '../../../src-main/contract/settings.ts'
import { writeExports } from '../../../src-main/ingest/write-exports.ts'
import type { ExportRequest } from '../../../src-main/otlp/accept.ts'
import type { AttributeValue } from '../../../src-main/otlp/otlp-span.ts'
import type { Signal } from '../../../src-main/otlp/signal.ts'
import { openStoreReader, openStoreWriter } from '../../../src-main/store/open-store.ts'
import type { CollectionStep } from '../../../src-main/store/retention-collector.ts'
import { type RetentionPlan, retentionPlan } from '../../../src-main/store/retention-plan.ts'
import { aLogRecord, aLogRequest, aMetricRequest } from '../../support/otlp-log-requests.ts'
import { aRequest, aSpan } from '../../support/otlp-requests.ts'
import { tempDir } from '../../support/temp-dir.ts'

const DAY_MS = 86_400_000
const NOW_MS = 1_760_000_000_000
const LIMITS = { olderThanDays: 30 } as const

interface RunWishes {
  readonly daysOld: number
  readonly isStarred?: boolean
  readonly isFailed?: boolean
  readonly text?: string
}

const runIdOf = (n: number) => (n + 1).toString(16).padStart(32, '0')

function aStore() {
  const path = join(tempDir(), 'runback.db')
  const writer = openStoreWriter(path)
  const reader = openStoreReader(path)
  onTestFinished(() => {
    reader.close()
    writer.close()
  })
  const send = (signal: Signal, bytes: Uint8Array, receivedMs: number) => {
    const request: ExportRequest = { signal, encoding: 'protobuf', bytes }
    expect(writeExports(writer, [request], receivedMs).outcomes[0]?.status).toBe('stored')
  }

  /** A run of a call and a tool, with a log record, that last came in so many days ago. */
  function addRun(
    n: number,
    { daysOld, isStarred = false, isFailed = false, text = `question ${n}` }: RunWishes,
  ): void {
    const traceId = runIdOf(n)
    const receivedMs = NOW_MS - daysOld * DAY_MS
    const at = BigInt(receivedMs) * 1_000_000n
    const times = { traceId, startUnixNano: at, endUnixNano: at + 1_000_000_000n }
    const messages = JSON.stringify([
      {
        role: 'user',
        parts: [
          { type: 'text', content: text },
          { type: 'text', content: 'shared by all' },
        ],
      },
    ])
    const call = new Map<string, AttributeValue>([
      ['gen_ai.operation.name', 'chat'],
      ['gen_ai.request.model', 'gpt-5-mini'],
      ['gen_ai.conversation.id', `session ${n % 3}`],
      ['gen_ai.input.messages', messages],
      ['long', `${text} `.repeat(80)],
    ])
    const tool = new Map<string, AttributeValue>([
      ['gen_ai.operation.name', 'execute_tool'],
      ['gen_ai.tool.name', 'look'],
      ['gen_ai.tool.call.result', `result of ${text}`],
    ])
    const spans = [
      aSpan({
        ...times,
        spanId: '1'.repeat(16),
        parentSpanId: undefined,
        name: `run ${n}`,
        statusCode: isFailed ? 'error' : 'ok',
        attributes: call,
      }),
      aSpan({ ...times, spanId: '2'.repeat(16), parentSpanId: '1'.repeat(16), attributes: tool }),
    ]
    send('traces', aRequest(spans), receivedMs)
    send(
      'logs',
      aLogRequest([aLogRecord({ traceId, spanId: '1'.repeat(16), timeUnixNano: `${at}` })]),
      receivedMs,
    )
    if (isStarred)
      writer.label(
        traceId,
        undefined,
        { star: true, note: undefined, addTags: [], removeTags: [] },
        receivedMs,
      )
  }

  function addLoose(daysOld: number): void {
    const timeUnixNano = `${BigInt(NOW_MS - daysOld * DAY_MS) * 1_000_000n}`
    send('logs', aLogRequest([aLogRecord({ eventName: '', traceId: '', spanId: '', timeUnixNano })]), NOW_MS)
    send(
      'logs',
      aLogRequest([aLogRecord({ eventName: '', traceId: 'e'.repeat(31) + (daysOld % 10), timeUnixNano })]),
      NOW_MS,
    )
    const dataPoints = [{ timeUnixNano, asInt: '1' }]
    send('metrics', aMetricRequest([{ name: 'gen_ai.client.token.usage', sum: { dataPoints } }]), NOW_MS)
  }

  function collect(plan: RetentionPlan) {
    const runIds: string[] = []
    let step: CollectionStep = { kind: 'old-runs' }
    let slices = 0
    while (step.kind !== 'done') {
      const slice = writer.collectSome(plan, step)
      runIds.push(...slice.runIds)
      step = slice.next
      slices += 1
      if (slices > 10_000) throw new Error('The collection does not end')
    }
    return { runIds, isStillTooLarge: step.isStillTooLarge }
  }

  const settle = () => {
    while (writer.indexSome());
    while (writer.packSome());
  }
  const left = () =>
    reader.runs
      .list({ order: 'started', direction: 'descending', limit: 1000 }, NOW_MS)
      .runs.map(run => run.runId)
      .sort()
  return { path, writer, reader, addRun, addLoose, collect, settle, left }
}

const planOf = (limits: Parameters<typeof retentionPlan>[0]) =>
  retentionPlan(limits, Settings.parse({}), NOW_MS)

/** Rows that name a row which is not there, by what they are. */
function danglingRows(path: string): string[] {
  const db = new Database(path, { readonly: true })
  const missing: Readonly<Record<string, string>> = {
    spans: 'select 1 from spans where run_key not in (select run_key from runs)',
    calls: 'select 1 from calls where span_key not in (select span_key from spans)',
    tool_io: 'select 1 from tool_io where span_key not in (select span_key from spans)',
    block_lists: 'select 1 from block_lists where run_key not in (select run_key from runs)',
    items: 'select 1 from block_list_items where list_key not in (select list_key from block_lists)',
    'items without block':
      'select 1 from block_list_items where block_key not in (select block_key from blocks)',
    'blocks of nothing': `select 1 from blocks where block_key not in (select block_key from block_list_items
      union select arguments_key from tool_io where arguments_key is not null
      union select result_key from tool_io where result_key is not null union select block_key from kept_blocks)`,
    long_values: 'select 1 from long_values where run_key not in (select run_key from runs)',
    kept_blocks: 'select 1 from kept_blocks where run_key not in (select run_key from runs)',
    withheld: 'select 1 from span_withheld where run_key not in (select run_key from runs)',
    labels: 'select 1 from run_labels where run_key not in (select run_key from runs)',
    log_values: 'select 1 from log_values where trace_key not in (select trace_key from log_traces)',
    'logs without trace':
      'select 1 from logs where trace_key is not null and trace_key not in (select trace_key from log_traces)',
    series: 'select 1 from metric_series where series_key not in (select series_key from metric_points)',
    origins: `select 1 from origins where origin_key not in (select origin_key from spans
      union select origin_key from logs union select origin_key from metric_series)`,
    'span texts': 'select 1 from span_raw where span_key not in (select span_key from spans)',
    'dead packs': 'select 1 from packs where dead > 0',
  }
  const found = Object.keys(missing).filter(name => db.prepare(`${missing[name]}`).get() !== undefined)
  const integrity = db.pragma('integrity_check', { simple: true })
  db.close()
  return integrity === 'ok' ? found : [...found, String(integrity)]
}

test('by default nothing ever goes', () => {
  const store = aStore()
  store.addRun(0, { daysOld: 3000 })
  store.addLoose(3000)

  expect(store.collect(planOf({}))).toEqual({ runIds: [], isStillTooLarge: false })
  expect(store.reader.statistics()).toMatchObject({ runs: 1, logs: 3 })
})

test('whatever is stored, old runs go, starred ones never, and nothing is left dangling', () => {
  const random = createRandom(11)
  for (let round = 0; round < 3; round++) {
    const store = aStore()
    const runs = Array.from({ length: 15 }, () => ({
      daysOld: random(60),
      isStarred: random(4) === 0,
      isFailed: random(3) === 0,
      text: `question ${random(8)}`,
    }))
    for (const [n, run] of runs.entries()) store.addRun(n, run)
    store.addLoose(random(60))
    if (random(2) === 0) store.settle()

    const collected = store.collect(planOf({ olderThanDays: 30, failedOlderThanDays: 45 }))

    const isOld = ({ daysOld, isFailed, isStarred }: (typeof runs)[number]) =>
      !isStarred && daysOld > (isFailed ? 45 : 30)
    const kept = runs.flatMap((run, n) => (isOld(run) ? [] : [runIdOf(n)]))
    expect(store.left(), JSON.stringify(runs)).toEqual(kept.sort())
    expect(collected.runIds).toHaveLength(runs.length - kept.length)
    store.settle()
    expect(danglingRows(store.path)).toEqual([])
  }
})

describe('a limit on size', () => {
  const text = (n: number) =>
    Array.from({ length: 1500 }, (_, word) => `word${n * 7919 + word * 31}`).join(' ')

  test('lets the oldest go until the store fits, and gives the space back', () => {
    const store = aStore()
    for (let n = 0; n < 30; n++) store.addRun(n, { daysOld: 30 - n, isStarred: n < 3, text: text(n) })
    store.settle()
    const { usedBytes } = store.reader.retention.preview(planOf({}), 0)
    const maxBytes = Math.round(usedBytes * 0.6)

    const collected = store.collect({ ...planOf({}), maxBytes })

    const after = store.reader.retention.preview(planOf({}), 0).usedBytes
    expect(after).toBeLessThanOrEqual(maxBytes)
    expect(after).toBeGreaterThan(maxBytes * 0.6)
    const goneOnes = Array.from({ length: collected.runIds.length }, (_, n) => runIdOf(n + 3))
    expect(collected.runIds).toEqual(goneOnes)
    expect(danglingRows(store.path)).toEqual([])
  })

  test('stops where only starred runs are left, and says so', () => {
    const store = aStore()
    for (let n = 0; n < 3; n++) store.addRun(n, { daysOld: 9, isStarred: n > 0, text: text(n) })

    expect(store.collect({ ...planOf({}), maxBytes: 1000 })).toEqual({
      runIds: [runIdOf(0)],
      isStillTooLarge: true,
    })
    expect(store.left()).toEqual([runIdOf(1), runIdOf(2)])
  })

  test('leaves failed runs that are to live longer for last', () => {
    const store = aStore()
    for (let n = 0; n < 4; n++) store.addRun(n, { daysOld: 9 - n, isFailed: n < 2, text: text(n) })

    const collected = store.collect({
      ...planOf({ olderThanDays: 20, failedOlderThanDays: 90 }),
      maxBytes: 1000,
    })

    expect(collected.runIds).toEqual([2, 3, 0, 1].map(runIdOf))
  })
})

test('a run that spans may still come for stays, however small the store has to be', () => {
  const store = aStore()
  store.addRun(0, { daysOld: 0 })

  expect(store.collect({ ...planOf(LIMITS), maxBytes: 1 })).toEqual({ runIds: [], isStillTooLarge: true })
})

test('what a starred run dispatched is kept with it', () => {
  const store = aStore()
  store.addRun(0, { daysOld: 50, isStarred: true })
  store.addRun(1, { daysOld: 50 })
  store.addRun(2, { daysOld: 50 })
  const db = new Database(store.path)
  db.exec('update runs set dispatcher_key = 1 where run_key = 2')
  db.close()

  store.collect(planOf(LIMITS))

  expect(store.left()).toEqual([runIdOf(0), runIdOf(1)])
})

test('old log records of no run and old data points go with their senders; those of kept runs and new ones stay', () => {
  const store = aStore()
  store.addRun(0, { daysOld: 50, isStarred: true })
  store.addLoose(40)
  store.addLoose(5)

  store.collect(planOf(LIMITS))

  expect(store.reader.statistics()).toMatchObject({ logs: 3, logsWithoutRun: 1 })
  expect(store.reader.metrics.list(10)).toMatchObject({ total: 1, series: [{ points: 1 }] })
  expect(danglingRows(store.path)).toEqual([])
})

test('a preview tells beforehand what goes, and changes nothing', () => {
  const store = aStore()
  store.addRun(0, { daysOld: 50 })
  store.addRun(1, { daysOld: 40, isStarred: true })
  store.addRun(2, { daysOld: 1 })
  store.addLoose(40)

  const preview = store.reader.retention.preview(planOf(LIMITS), 10)

  expect(preview).toMatchObject({
    runs: [{ runId: runIdOf(0), name: 'run 0', spanCount: 2 }],
    runCount: 1,
    spanCount: 2,
    logs: 2,
    points: 1,
    bytes: { confidence: 'estimated' },
    sparedRuns: 1,
    last: null,
  })
  expect(store.left()).toHaveLength(3)
  expect(store.collect(planOf(LIMITS)).runIds).toEqual([runIdOf(0)])
})

test('what comes in after a collection is stored as ever, from senders and in words that went with it', () => {
  const store = aStore()
  store.addRun(0, { daysOld: 50, text: 'the same words' })
  store.collect(planOf(LIMITS))

  store.addRun(0, { daysOld: 0, text: 'the same words' })
  store.settle()

  expect(store.left()).toEqual([runIdOf(0)])
  expect(store.reader.search.search('same words', 10, undefined).returned).toBeGreaterThan(0)
  expect(danglingRows(store.path)).toEqual([])
})

function createRandom(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >>> 8) % below
  }
}
