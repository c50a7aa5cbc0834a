import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openStoreReader, openStoreWriter } from '../../../src-main/store/open-store.ts'
import { decodePack } from '../../../src-main/store/pack-format.ts'
import type { SpanRecord } from '../../../src-main/store/records.ts'
import { aDenseRun } from '../../support/a-dense-run.ts'
import { spanId } from '../../support/a-span-record.ts'
import { startProgram } from '../../support/child-program.ts'
import { tempDir } from '../../support/temp-dir.ts'

const NOW_MS = 1_700_000_010_000
const FIRST = 'a'.repeat(32)
const SECOND = 'b'.repeat(32)

function aStore(path = join(tempDir(), 'runback.db')) {
  const writer = openStoreWriter(path)
  const reader = openStoreReader(path)
  const db = new Database(path, { readonly: true })
  onTestFinished(() => {
    db.close()
    reader.close()
    writer.close()
  })
  return {
    writer,
    reader,
    db,
    write: (records: readonly SpanRecord[]) => writer.write(records, NOW_MS),
    tidyUp() {
      while (writer.packSome());
    },
  }
}

type Store = ReturnType<typeof aStore>

function wireOf({ reader }: Store, runId: string, id: string): Buffer {
  const found = reader.runs.find(runId, NOW_MS)
  const span = found && reader.spans.find(found.runKey, id)
  return Buffer.from((span && reader.raw.ofSpan(span.spanKey)?.wire) ?? [])
}

function changedSpans(store: Store, records: readonly SpanRecord[]): string[] {
  return records
    .filter(({ traceId, spanId: id, raw }) => !wireOf(store, traceId, id).equals(raw.wire))
    .map(record => record.spanId)
}

function textsOf({ reader }: Store, runId: string, id: string): string[] {
  const found = reader.runs.find(runId, NOW_MS)
  const span = found && reader.spans.find(found.runKey, id)
  const call =
    span && reader.calls.ofSpan(span.spanKey, found.runKey, { runId, spanId: id }, Number.MAX_SAFE_INTEGER)
  return call?.blocks.map(({ block }) => block.text) ?? []
}

/** Everything that lies in packs, as one text. */
function packedText({ db }: Store): string {
  const packs = db.prepare<[], Buffer>('select content from packs').pluck().all()
  return packs.flatMap(pack => [...decodePack(pack).values()].map(String)).join('\n')
}

const rowsIn = ({ db }: Store, table: string) => db.prepare(`select count(*) from ${table}`).pluck().get()

test('packed or not, spans come back byte for byte and calls with all of their texts', () => {
  const store = aStore()
  const records = aDenseRun(FIRST, 80)
  store.write(records)
  const before = textsOf(store, FIRST, spanId(80))

  store.tidyUp()

  expect(rowsIn(store, 'block_texts')).toBeLessThan(40)
  expect(changedSpans(store, records)).toEqual([])
  expect(before).toHaveLength(160)
  expect(textsOf(store, FIRST, spanId(80))).toEqual(before)
})

test('a resent history takes a fraction of what was sent', () => {
  const store = aStore()
  const sizeBytes = () => {
    store.writer.checkpoint()
    return Number(store.db.pragma('page_count', { simple: true })) * 4096
  }
  const emptyBytes = sizeBytes()
  const records = aDenseRun(FIRST, 200)

  store.write(records)
  store.tidyUp()

  const sentBytes = records.reduce((sum, { raw }) => sum + raw.wire.length, 0)
  expect(sentBytes / (sizeBytes() - emptyBytes)).toBeGreaterThan(40)
})

test('what is deleted is soon in no pack, and what remains is whole', () => {
  const store = aStore()
  const kept = aDenseRun(SECOND, 60)
  store.write(aDenseRun(FIRST, 60))
  store.write(kept)
  store.tidyUp()
  expect(packedText(store)).toContain(`message 5 of ${FIRST}`)

  store.writer.deleteRun(FIRST)
  store.tidyUp()

  expect(packedText(store)).not.toContain(FIRST)
  expect(changedSpans(store, kept)).toEqual([])
  store.writer.deleteRun(SECOND)
  store.tidyUp()
  const tables = ['packs', 'span_raw', 'block_texts', 'long_value_texts', 'long_values', 'kept_blocks']
  expect(tables.map(table => rowsIn(store, table))).toEqual(tables.map(() => 0))
})

test('a file gives back what deleted runs took', () => {
  const store = aStore()
  const pages = () => Number(store.db.pragma('page_count', { simple: true }))
  const empty = pages()
  store.write(aDenseRun(FIRST, 200))
  store.writer.checkpoint()
  const full = pages()

  store.writer.deleteRun(FIRST)
  store.tidyUp()
  store.writer.checkpoint()

  expect(full - empty).toBeGreaterThan(80)
  expect(pages() - empty).toBeLessThan(70)
})

test('a packed span that is told anew is read as it was told last, also when its pack is written again', () => {
  const store = aStore()
  const records = aDenseRun(FIRST, 60)
  store.write(records)
  store.write(aDenseRun(SECOND, 1))
  store.tidyUp()
  const retold = records.map(record => ({
    ...record,
    raw: { ...record.raw, wire: Buffer.from(record.raw.wire) },
  }))
  for (const { raw } of retold) raw.wire.fill('z', 0, 4)

  store.write(retold)
  expect(changedSpans(store, retold)).toEqual([])
  store.writer.deleteRun(SECOND)
  store.tidyUp()

  expect(changedSpans(store, retold)).toEqual([])
})

test('what waits to be packed may be deleted, and what comes after it is packed all the same', () => {
  const store = aStore()
  const kept = aDenseRun(SECOND, 100)
  store.write(aDenseRun(FIRST, 40))
  store.tidyUp()
  for (let turns = 2; turns < 30; turns += 3) {
    const other = turns.toString(16).padStart(32, 'c')
    store.write(aDenseRun(other, turns))
    if (turns % 2 === 0) store.tidyUp()
    else store.writer.packSome()
    store.writer.deleteRun(other)
  }

  store.write(kept)
  store.tidyUp()

  expect(changedSpans(store, [...kept, ...aDenseRun(FIRST, 40)])).toEqual([])
  expect(packedText(store)).toContain(`message 5 of ${SECOND}`)
  expect(packedText(store)).not.toContain('cccccc')
})

test('a text too large for a pack stays where it is', () => {
  const store = aStore()
  const [span] = aDenseRun(FIRST, 1)
  if (span === undefined) throw new Error('a run without a span')
  const wire = Buffer.from(Array.from({ length: 100_000 }, (_, n) => (n * n) % 251))
  const large = { ...span, spanId: spanId(900), raw: { wire, longValues: [], origin: Buffer.from('o') } }

  store.write([...aDenseRun(FIRST, 40), large])
  store.write(aDenseRun(SECOND, 40))
  store.tidyUp()

  expect(changedSpans(store, [large, ...aDenseRun(FIRST, 40), ...aDenseRun(SECOND, 40)])).toEqual([])
})

test('search finds what was packed before it was indexed', () => {
  const store = aStore()
  store.write(aDenseRun(FIRST, 60))

  store.tidyUp()
  while (store.writer.indexSome());

  const { hits } = store.reader.search.search('"message 7 of"', 10, undefined)
  expect(hits.map(hit => hit.snippet.match)).toEqual(['message 7 of'])
})

test('a raw value keeps the block it is made of when the tool that gave it is told anew', () => {
  const store = aStore()
  const result = `the weather in Lisbon: ${'sunny, '.repeat(100)}`
  const wire = Buffer.from(`head ${result}`)
  const [span] = aDenseRun(FIRST, 1)
  if (span === undefined) throw new Error('a run without a span')
  const toolSpan = (text: string, id: string): SpanRecord => ({
    ...span,
    spanId: id,
    kind: 'tool',
    call: undefined,
    tool: {
      toolName: 'weather',
      toolCallId: null,
      arguments: null,
      result: { kind: 'tool-result', text },
    },
    raw: {
      wire,
      longValues: [{ key: 'result', offset: 5, length: wire.length - 5 }],
      origin: Buffer.from('o'),
    },
  })

  store.write([toolSpan(result, spanId(1))])
  store.write([toolSpan('as told elsewhere', spanId(1))])

  expect(wireOf(store, FIRST, spanId(1)).equals(wire)).toBe(true)
  store.writer.deleteRun(FIRST)
  expect(rowsIn(store, 'blocks')).toBe(0)
})

test('a process killed while it packs and deletes leaves every span whole', async () => {
  const path = join(tempDir(), 'runback.db')
  for (let round = 0; round < 3; round++) {
    const program = startProgram(['test/support/packing-program.ts', path])
    await program.printed(/packing/)
    program.child.kill('SIGKILL')
    await program.ended

    const store = aStore(path)
    store.tidyUp()
    const runs = store.reader.runs.list({ limit: 100 }, NOW_MS).runs
    expect(runs.length).toBeGreaterThan(0)
    for (const { runId } of runs) expect(changedSpans(store, aDenseRun(runId, 60))).toEqual([])
    expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok')
    for (const { runId } of runs) store.writer.deleteRun(runId)
  }
})
