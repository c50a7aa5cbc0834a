import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { writeExports } from '../../../src-main/ingest/write-exports.ts'
import type { ExportRequest } from '../../../src-main/otlp/accept.ts'
import type { SpanContent } from '../../../src-main/otlp/encode-traces.ts'
import { encodeSpan } from '../../../src-main/otlp/encode-traces.ts'
import type { AttributeValue } from '../../../src-main/otlp/otlp-span.ts'
import { openStoreReader, openStoreWriter } from '../../../src-main/store/open-store.ts'
import { aLogRecord, aLogRequest, anAttribute, anyValue } from '../../support/otlp-log-requests.ts'
import { aRequest, aSpan, SPAN_ID, TRACE_ID } from '../../support/otlp-requests.ts'
import { tempDir } from '../../support/temp-dir.ts'

const NOW_MS = 1_700_000_000_000
const QUESTION = 'What is the weather in Oslo?'
const ANSWER = 'Rain.'

/** A call whose content comes as log records only. */
const call: Partial<SpanContent> = {
  attributes: new Map<string, AttributeValue>([
    ['gen_ai.system', 'openai'],
    ['gen_ai.operation.name', 'chat'],
    ['gen_ai.request.model', 'gpt-4o'],
    ['gen_ai.usage.input_tokens', 100],
    ['gen_ai.usage.output_tokens', 10],
  ]),
}
const records = [
  aLogRecord({ timeUnixNano: '1700000000200000000' }),
  aLogRecord({
    timeUnixNano: '1700000000300000000',
    eventName: 'gen_ai.choice',
    body: anyValue({ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: ANSWER } }),
  }),
]

const spanExport = (...spans: Partial<SpanContent>[]): ExportRequest => ({
  signal: 'traces',
  encoding: 'protobuf',
  bytes: aRequest(spans.map(aSpan)),
})
const logExport = (...sent: Parameters<typeof aLogRequest>): ExportRequest => ({
  signal: 'logs',
  encoding: 'protobuf',
  bytes: aLogRequest(...sent),
})

function aStore(path = join(tempDir(), 'runback.db')) {
  const writer = openStoreWriter(path)
  const reader = openStoreReader(path)
  const close = () => {
    reader.close()
    writer.close()
  }
  onTestFinished(close)
  return {
    path,
    writer,
    reader,
    close,
    send: (...sent: ExportRequest[]) => writeExports(writer, sent, NOW_MS),
  }
}

type Reader = ReturnType<typeof openStoreReader>

function textsOf(reader: Reader): string[] {
  const run = reader.runs.find(TRACE_ID, NOW_MS)
  const found = run && reader.spans.find(run.runKey, SPAN_ID)
  const ids = { runId: TRACE_ID, spanId: SPAN_ID }
  const told = run && found && reader.calls.ofSpan(found.spanKey, run.runKey, ids, 1_000)
  return (told?.blocks ?? []).map(({ section, block }) => `${section}: ${block.text}`)
}

function rawOf(reader: Reader) {
  const run = reader.runs.find(TRACE_ID, NOW_MS)
  const found = run && reader.spans.find(run.runKey, SPAN_ID)
  return found && reader.raw.ofSpan(found.spanKey)?.wire
}

describe('a call is told by its log records', () => {
  const orders: Readonly<Record<string, readonly ExportRequest[][]>> = {
    'that come after it': [[spanExport(call)], [logExport(records)]],
    'that come before it': [[logExport(records)], [spanExport(call)]],
    'that come one by one around it': [
      [logExport(records.slice(0, 1))],
      [spanExport(call)],
      [logExport(records.slice(1))],
    ],
    'that wait behind it for the same commit': [[spanExport(call), logExport(records)]],
    'that wait before it for the same commit': [[logExport(records), spanExport(call)]],
    'that come twice, and so does the span': [
      [logExport(records), logExport(records)],
      [spanExport(call)],
      [spanExport(call), logExport(records)],
    ],
  }
  for (const [name, commits] of Object.entries(orders)) {
    test(name, () => {
      const { reader, send } = aStore()

      for (const requests of commits) {
        expect(send(...requests).outcomes.map(outcome => outcome.status)).toEqual(
          requests.map(() => 'stored'),
        )
      }

      expect(textsOf(reader)).toEqual([`input: ${QUESTION}`, `output: ${ANSWER}`])
      expect(reader.statistics()).toMatchObject({ runs: 1, spans: 1, logs: 2, logsWithoutRun: 0 })
      expect(reader.runs.find(TRACE_ID, NOW_MS)?.run).toMatchObject({
        callCount: 1,
        inputTokens: { sum: { value: 100 } },
        outputTokens: { sum: { value: 10 } },
      })
      expect(rawOf(reader)).toEqual(Buffer.from(encodeSpan(aSpan(call))))
    })
  }
})

test('log records that were there before a restart are joined after it', () => {
  const before = aStore()
  before.send(logExport(records))
  const after = aStore(before.path)

  after.send(spanExport(call))

  expect(textsOf(after.reader)).toEqual([`input: ${QUESTION}`, `output: ${ANSWER}`])
})

test('a run that its log records change is announced, and records that are known already change nothing', () => {
  const { send } = aStore()
  send(spanExport(call))

  expect(send(logExport(records)).changedRunIds).toEqual([TRACE_ID])
  expect(send(logExport(records)).changedRunIds).toEqual([])
})

test('records without a name are kept, and their span is not told again', () => {
  const { reader, send } = aStore()
  send(spanExport(call))

  const { outcomes, changedRunIds } = send(logExport([aLogRecord({ eventName: '' })]))

  expect(outcomes).toMatchObject([{ status: 'stored', signal: 'logs', items: 1, rejected: 0 }])
  expect(changedRunIds).toEqual([])
  expect(reader.logs.ofSpan(TRACE_ID, SPAN_ID, 'all', 10)).toHaveLength(1)
})

test('equal records of one request are all kept; the same request again adds none', () => {
  const { reader, send } = aStore()
  const request = () => logExport([aLogRecord(), aLogRecord(), aLogRecord()])
  send(spanExport(call))

  send(request())
  send(request())

  expect(reader.statistics().logs).toBe(3)
  expect(textsOf(reader)).toEqual([`input: ${QUESTION}`, `input: ${QUESTION}`, `input: ${QUESTION}`])
})

test('what the span tells itself is not told again by its log records', () => {
  const { reader, send } = aStore()
  const events = [
    {
      name: 'gen_ai.user.message',
      timeUnixNano: 1_700_000_000_200_000_000n,
      attributes: new Map([['content', QUESTION]]),
    },
  ]

  send(spanExport({ ...call, events }), logExport(records))

  expect(textsOf(reader)).toEqual([`input: ${QUESTION}`, `output: ${ANSWER}`])
})

test('deleting a run deletes its log records, those of other runs stay, and the same records may come again', () => {
  const { writer, reader, send } = aStore()
  const other = aLogRecord({ traceId: 'c'.repeat(32), eventName: 'http.request', attributes: [] })
  const long = aLogRecord({ body: anyValue({ content: 'long '.repeat(300) }) })
  send(spanExport(call), logExport([...records, long, other]))

  writer.deleteRun(TRACE_ID)
  expect(reader.statistics()).toMatchObject({ runs: 0, logs: 1 })

  send(spanExport(call), logExport([...records, long]))
  expect(textsOf(reader)).toHaveLength(3)
})

test('records that name no run are kept and counted', () => {
  const { reader, send } = aStore()

  send(logExport([aLogRecord({ traceId: '', spanId: '' }), aLogRecord({ spanId: '' })]))

  expect(reader.statistics()).toMatchObject({ runs: 0, logs: 2, logsWithoutRun: 1 })
})

test('a time that no row can hold costs its record alone', () => {
  const { reader, send } = aStore()
  const late = aLogRecord({ timeUnixNano: `${2n ** 64n - 1n}` })

  const { outcomes } = send(logExport([late, aLogRecord()]))

  expect(outcomes).toMatchObject([{ items: 1, rejected: 1, message: 'its time is past the year 2262' }])
  expect(reader.statistics().logs).toBe(1)
})

test('a history that each call tells again in its records is stored once', () => {
  const { reader, send } = aStore()
  const turns = 80
  const messages = Array.from({ length: turns }, (_, turn) => ({
    role: turn % 2 === 0 ? 'user' : 'assistant',
    parts: [{ type: 'text', content: `${turn} `.repeat(1_000) }],
  }))
  const requests = messages.map((_, turn) => {
    const attributes = [anAttribute('gen_ai.input.messages', messages.slice(0, turn + 1))]
    const eventName = 'gen_ai.client.inference.operation.details'
    return logExport([aLogRecord({ eventName, spanId: spanIdOf(turn), attributes, body: {} })])
  })
  const sentBytes = requests.reduce((sum, request) => sum + request.bytes.length, 0)

  send(...requests)

  expect(reader.statistics().sizeBytes).toBeLessThan(sentBytes / 4)
  const [last] = reader.logs.ofSpan(TRACE_ID, spanIdOf(turns - 1), 'all', 1)
  expect(Buffer.from(last?.wire ?? []).includes(`${turns - 1} `.repeat(1_000))).toBe(true)
})

function spanIdOf(turn: number): string {
  return (turn + 1).toString(16).padStart(16, '0')
}
