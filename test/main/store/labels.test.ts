import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import type { LabelChange } from '../../../src-main/store/label-writer.ts'
import { openStoreReader, openStoreWriter } from '../../../src-main/store/open-store.ts'
import { aSpanRecord, spanId } from '../../support/a-span-record.ts'
import { tempDir } from '../../support/temp-dir.ts'

const RUN = 'a'.repeat(32)
const OTHER = 'b'.repeat(32)
const NOW_MS = 1_700_000_010_000
const NOTHING: LabelChange = { star: undefined, note: undefined, addTags: [], removeTags: [] }

function aStore() {
  const path = join(tempDir(), 'runback.db')
  const writer = openStoreWriter(path)
  const reader = openStoreReader(path)
  onTestFinished(() => {
    reader.close()
    writer.close()
  })
  writer.write([aSpanRecord({ traceId: RUN }), aSpanRecord({ traceId: OTHER })], NOW_MS)
  return {
    path,
    writer,
    label: (change: Partial<LabelChange>, span?: string, runId = RUN) =>
      writer.label(runId, span, { ...NOTHING, ...change }, NOW_MS),
    runOf: (id = RUN) => reader.runs.find(id, NOW_MS)?.run,
    spanLabels: () => reader.labels.ofSpans(reader.runs.find(RUN, NOW_MS)?.runKey ?? 0),
    list: (filter: object) =>
      reader.runs.list({ limit: 10, cursor: undefined, ...filter }, NOW_MS).runs.map(run => run.runId),
    tags: () => reader.labels.tags(10),
  }
}

test('a star, tags and a note stay on a run that is sent again', () => {
  const store = aStore()

  store.label({ star: true, note: 'look at step 3', addTags: ['good', 'demo'] })
  store.writer.write([aSpanRecord({ traceId: RUN, name: 'told anew' })], NOW_MS)

  expect(store.runOf()).toMatchObject({
    name: 'told anew',
    starred: true,
    note: 'look at step 3',
    tags: ['demo', 'good'],
    recordedTags: [],
  })
})

test('what is not given stays, and each thing can be taken away', () => {
  const store = aStore()
  store.label({ star: true, note: 'one', addTags: ['a', 'b'] })

  expect(store.label({ removeTags: ['a', 'never there'] })).toMatchObject({
    starred: true,
    note: 'one',
    tags: ['b'],
  })
  expect(store.label({ star: false })).toMatchObject({ starred: false, note: 'one' })
  expect(store.label({ note: '' })).toEqual({ starred: false, note: null, tags: ['b'], recordedTags: [] })
})

test('a span has labels of its own', () => {
  const store = aStore()

  const span = '1'.repeat(16)
  store.label({ addTags: ['slow'], star: true, note: 'here' }, span)

  expect(store.runOf()).toMatchObject({ starred: false, tags: [] })
  expect(store.spanLabels()).toEqual([
    { spanId: span, starred: true, note: 'here', tags: ['slow'], recordedTags: [] },
  ])
})

test('a run or a span that is not there is told', () => {
  const store = aStore()

  expect(store.label({ star: true }, undefined, 'c'.repeat(32))).toBe('run-not-found')
  expect(store.label({ star: true }, spanId(9))).toBe('span-not-found')
})

test('recorded tags are told apart, and nobody takes them away', () => {
  const store = aStore()
  const tags = { ofRun: ['prod'], ofSpan: ['cached'] }
  store.writer.write([aSpanRecord({ traceId: RUN, tags })], NOW_MS)

  store.label({ addTags: ['prod', 'mine'], removeTags: [] })
  store.label({ removeTags: ['prod'] })

  expect(store.runOf()).toMatchObject({ tags: ['mine'], recordedTags: ['prod'] })
  expect(store.spanLabels()).toMatchObject([{ tags: [], recordedTags: ['cached'] }])
  expect(store.tags()).toEqual({
    tags: [
      { tag: 'cached', runs: 1 },
      { tag: 'mine', runs: 1 },
      { tag: 'prod', runs: 1 },
    ],
    total: 3,
  })
})

test('runs are found by their star and by a tag of theirs or of a span', () => {
  const store = aStore()
  store.label({ star: true })
  store.label({ addTags: ['slow'] }, '1'.repeat(16))

  expect(store.list({ starred: true })).toEqual([RUN])
  expect(store.list({ starred: false })).toEqual([OTHER])
  expect(store.list({ tag: 'slow' })).toEqual([RUN])
  expect(store.list({ tag: 'fast' })).toEqual([])
})

test('a run is kept for its own star and for that of a span', () => {
  const store = aStore()
  const db = new Database(store.path, { readonly: true })
  onTestFinished(() => void db.close())
  const kept = () => db.prepare('select count(*) from kept_runs').pluck().get()

  store.label({ star: true }, '1'.repeat(16))
  store.label({ star: true }, undefined, OTHER)
  store.label({ note: 'a note keeps nothing' })
  expect(kept()).toBe(2)

  store.label({ star: false }, '1'.repeat(16))
  expect(kept()).toBe(1)
})

test('labels go with their run', () => {
  const store = aStore()
  store.label({ star: true, addTags: ['x'], note: 'y' })
  store.label({ star: true }, '1'.repeat(16))

  store.writer.deleteRun(RUN)
  store.writer.write([aSpanRecord({ traceId: RUN })], NOW_MS)

  expect(store.runOf()).toMatchObject({ starred: false, tags: [], note: null })
  expect(store.tags().total).toBe(0)
})
