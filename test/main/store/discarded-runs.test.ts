import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openStoreReader, openStoreWriter } from '../../../src-main/store/open-store.ts'
import { aSpanRecord } from '../../support/a-span-record.ts'
import { tempDir } from '../../support/temp-dir.ts'

const NOW_MS = 1_700_000_000_000
const FIRST = '1'.repeat(32)
const SECOND = '2'.repeat(32)

function twoRuns() {
  const path = join(tempDir(), 'runback.db')
  const writer = openStoreWriter(path)
  onTestFinished(() => writer.close())
  writer.write(
    [FIRST, SECOND].map(traceId => aSpanRecord({ traceId, name: traceId[0] ?? '' })),
    NOW_MS,
  )
  const reader = openStoreReader(path)
  onTestFinished(() => void reader.close())
  const list = () => reader.runs.list({ limit: 10 }, NOW_MS)
  return { writer, reader, names: () => list().runs.map(run => run.name), total: () => list().total }
}

test('a discarded run is out of sight until it is restored', () => {
  const { writer, reader, names, total } = twoRuns()

  expect(writer.discardRuns([FIRST, 'f'.repeat(32)], NOW_MS + 1000)).toEqual([FIRST])
  expect(names()).toEqual(['2'])
  expect(total()).toBe(1)
  expect(reader.runs.find(FIRST, NOW_MS)).toBeUndefined()
  expect(reader.runs.facets({}, 10, NOW_MS).status.map(each => each.runs)).toEqual([1])

  expect(writer.restoreRuns([FIRST, SECOND])).toEqual([FIRST])
  expect(names().toSorted()).toEqual(['1', '2'])
  expect(writer.deleteDiscarded(NOW_MS + 5000)).toEqual({ runIds: [], nextAtMs: null })
})

test('only what is due is deleted, and cannot be restored after that', () => {
  const { writer, total } = twoRuns()
  writer.discardRuns([FIRST], NOW_MS + 1000)
  writer.discardRuns([SECOND], NOW_MS + 9000)

  expect(writer.deleteDiscarded(NOW_MS + 1000)).toEqual({ runIds: [FIRST], nextAtMs: NOW_MS + 9000 })

  expect(writer.restoreRuns([FIRST, SECOND])).toEqual([SECOND])
  expect(total()).toBe(1)
})

test('a page that begins after a discarded run misses nothing', () => {
  const { writer, reader } = twoRuns()
  const { next } = reader.runs.list({ limit: 1 }, NOW_MS)
  writer.discardRuns([SECOND], NOW_MS + 1000)

  expect(reader.runs.list({ limit: 1, cursor: next ?? '' }, NOW_MS).runs.map(run => run.name)).toEqual(['1'])
})
