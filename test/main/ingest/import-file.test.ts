import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { fileOfText } from '../../../src-main/importers/imported-file.ts'
import { importFile } from '../../../src-main/ingest/import-file.ts'
import { openStoreReader, openStoreWriter, type StoreWriter } from '../../../src-main/store/open-store.ts'
import { tempDir } from '../../support/temp-dir.ts'

const NOW_MS = 1_790_000_000_000

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

test('every file, imported twice, changes nothing the second time', () => {
  const { writer, reader } = aStore()
  const paths = globSync('test/fixtures/importers/*/*').filter(path => !path.endsWith('.expected.json'))
  const importAll = () =>
    paths.map(path =>
      importFile(writer, fileOfText('x', readFileSync(path, 'utf8')), NOW_MS, () => undefined),
    )

  const first = importAll()
  const before = counts(reader)
  const second = importAll()

  expect(second.map(result => result.runIds)).toEqual(first.map(result => result.runIds))
  expect(counts(reader)).toEqual(before)
  expect(before.spans).toBeGreaterThan(100)
})

test('a session that went on is the same run, with more in it', () => {
  const { writer, reader } = aStore()
  const text = readFileSync('test/fixtures/importers/claude-code/session.jsonl', 'utf8')
  const lines = text.split('\n')

  importFile(writer, fileOfText('x', lines.slice(0, 8).join('\n')), NOW_MS, () => undefined)
  const before = counts(reader)
  importFile(writer, fileOfText('x', text), NOW_MS, () => undefined)

  expect(before.runs).toBe(1)
  expect(counts(reader).runs).toBe(1)
  expect(counts(reader).spans).toBeGreaterThan(before.spans)
})

function counts(reader: ReturnType<typeof aStore>['reader']) {
  const { runs, spans, blocks } = reader.statistics()
  return { runs, spans, blocks }
}

test('a file of nothing but damage is told by its first lines and their whole number', () => {
  const { writer } = aStore()
  const head = '{"resourceSpans":[]}\n'

  const imported = importFile(
    writer,
    fileOfText('x', head + 'damaged\n'.repeat(250)),
    NOW_MS,
    () => undefined,
  )

  expect(imported).toMatchObject({ spans: 0, skippedCount: 250 })
  expect(imported.skipped).toHaveLength(100)
})

test('what was committed before the store failed is announced', () => {
  const { writer } = aStore()
  let commits = 0
  const announced: string[] = []
  // Stands for a disk that fills up: the store itself is real.
  const full: StoreWriter = {
    ...writer,
    write(records, nowMs) {
      commits += 1
      if (commits === 2) throw new Error('database or disk is full')
      return writer.write(records, nowMs)
    },
  }
  const spans = Array.from({ length: 1_001 }, (_, index) => ({
    traceId: 'a'.repeat(32),
    spanId: (index + 1).toString(16).padStart(16, '0'),
    startTimeUnixNano: '1',
  }))
  const text = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] })

  expect(() => importFile(full, fileOfText('x', text), NOW_MS, runIds => announced.push(...runIds))).toThrow(
    'full',
  )

  expect(announced).toEqual(['a'.repeat(32)])
})
