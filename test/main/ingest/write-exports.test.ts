import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { writeExports } from '../../../src-main/ingest/write-exports.ts'
import type { ExportRequest } from '../../../src-main/otlp/accept.ts'
import type { SpanContent } from '../../../src-main/otlp/encode-traces.ts'
import { openStoreReader, openStoreWriter, type StoreWriter } from '../../../src-main/store/open-store.ts'
import { aRequest, aSpan, emptySpans } from '../../support/otlp-requests.ts'
import { tempDir } from '../../support/temp-dir.ts'

const NOW_MS = 1_700_000_000_000

function aStore() {
  const path = join(tempDir(), 'runback.db')
  const writer = openStoreWriter(path)
  const reader = openStoreReader(path)
  onTestFinished(() => {
    reader.close()
    writer.close()
  })
  return { writer, reader }
}

function anExport(...spans: Partial<SpanContent>[]): ExportRequest {
  return { signal: 'traces', encoding: 'protobuf', bytes: aRequest(spans.map(aSpan)) }
}

test('requests that wait together are answered one by one, in their order', () => {
  const { writer, reader } = aStore()
  const garbage: ExportRequest = { signal: 'traces', encoding: 'protobuf', bytes: Buffer.from('<html>') }

  const { outcomes, changedRunIds } = writeExports(
    writer,
    [
      anExport({ spanId: '1'.repeat(16) }, { spanId: '2'.repeat(16) }),
      garbage,
      anExport({ traceId: 'c'.repeat(32) }),
    ],
    NOW_MS,
  )

  expect(outcomes.map(outcome => outcome.status)).toEqual(['stored', 'malformed', 'stored'])
  expect(outcomes[0]).toMatchObject({ items: 2, rejected: 0 })
  expect(changedRunIds).toHaveLength(2)
  expect(reader.statistics()).toMatchObject({ runs: 2, spans: 3 })
})

test.each([
  { startUnixNano: 2n ** 64n - 1n },
  { endUnixNano: 2n ** 63n - 1n },
  { startUnixNano: 1n, endUnixNano: 2n ** 63n - 1n },
])('a time that no row can hold costs its span, not its request: %o', times => {
  const { writer, reader } = aStore()

  const { outcomes } = writeExports(
    writer,
    [anExport({ spanId: '1'.repeat(16), ...times }, { spanId: '2'.repeat(16) })],
    NOW_MS,
  )

  expect(outcomes).toEqual([
    { status: 'stored', signal: 'traces', items: 1, rejected: 1, message: 'its time is past the year 2262' },
  ])
  expect(reader.statistics().spans).toBe(1)
})

test('a span without a start begins where it ends, or now, and not in 1970', () => {
  const { writer, reader } = aStore()

  writeExports(
    writer,
    [
      anExport({ traceId: 'c'.repeat(32), startUnixNano: 0n, endUnixNano: 5_000_000_000n }),
      anExport({ traceId: 'd'.repeat(32), startUnixNano: 0n, endUnixNano: undefined }),
    ],
    NOW_MS,
  )

  expect(reader.runs.find('c'.repeat(32), NOW_MS)?.run.startedAt).toBe('5000000000')
  expect(reader.runs.find('d'.repeat(32), NOW_MS)?.run).toMatchObject({
    startedAt: `${NOW_MS}000000`,
    durationNs: null,
  })
})

test('a request of too many items is too large, whatever its bytes', () => {
  const { writer } = aStore()

  const { outcomes } = writeExports(
    writer,
    [{ signal: 'traces', encoding: 'protobuf', bytes: emptySpans(1024 * 1024) }],
    NOW_MS,
  )

  expect(outcomes).toMatchObject([{ status: 'too-large' }])
})

test('when a commit fails for one request, the others are stored all the same', () => {
  const { writer, reader } = aStore()
  // Stands for a fault that nobody foresaw: the store itself is real.
  const faulty: StoreWriter = {
    ...writer,
    write: (records, nowMs) =>
      writer.write(
        (function* () {
          for (const record of records) {
            if (record.name === 'breaks') throw new Error('unforeseen')
            yield record
          }
        })(),
        nowMs,
      ),
  }

  const { outcomes } = writeExports(
    faulty,
    [
      anExport({ traceId: 'c'.repeat(32) }),
      anExport({ name: 'breaks' }),
      anExport({ traceId: 'd'.repeat(32) }),
    ],
    NOW_MS,
  )

  expect(outcomes.map(outcome => outcome.status)).toEqual(['stored', 'malformed', 'stored'])
  expect(reader.statistics()).toMatchObject({ runs: 2, spans: 2 })
})

test('the latest time a row can hold is stored, however far its run begins before it', () => {
  const { writer } = aStore()
  const latest = 9_223_372_036_000_000_000n
  const spans = [
    anExport({ spanId: '1'.repeat(16), startUnixNano: 1_700_000_000_123_456_789n, endUnixNano: latest }),
    anExport({ spanId: '2'.repeat(16), startUnixNano: latest - 1n, endUnixNano: latest }),
  ]

  const { outcomes } = writeExports(writer, [...spans, ...spans], NOW_MS)

  expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill('stored'))
})

test('rows that the store will always refuse are not asked for again', () => {
  const { writer } = aStore()
  const refusing: StoreWriter = {
    ...writer,
    write: () => {
      throw Object.assign(new Error('no such value'), { code: 'SQLITE_CONSTRAINT_DATATYPE' })
    },
  }

  const { outcomes } = writeExports(refusing, [anExport({})], NOW_MS)

  expect(outcomes).toMatchObject([{ status: 'malformed' }])
})

test('a store that cannot write asks the sender to come again', () => {
  const { writer } = aStore()
  const full: StoreWriter = {
    ...writer,
    write: () => {
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
    },
  }

  const { outcomes } = writeExports(full, [anExport({})], NOW_MS)

  expect(outcomes).toMatchObject([{ status: 'unavailable', retryAfterSeconds: expect.any(Number) }])
})
