import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openOwnedStore } from '../../../src-main/store/open-owned-store.ts'
import { openStoreReader, type StoreWriter } from '../../../src-main/store/open-store.ts'
import { aSpanRecord, spanId } from '../../support/a-span-record.ts'
import { tempDir } from '../../support/temp-dir.ts'

const NOW_MS = Date.UTC(2026, 10, 21, 10, 31, 59)

function aPath(): string {
  return join(tempDir(), 'runback.db')
}

function open(path: string): StoreWriter {
  const store = openOwnedStore(path, NOW_MS)
  onTestFinished(() => {
    try {
      store.close()
    } catch {
      // Its folder was taken away by the test.
    }
  })
  return store
}

function fill(store: StoreWriter, commits: number, first = 0): void {
  for (let n = first; n < first + commits; n += 1)
    store.write([aSpanRecord({ spanId: spanId(n + 1) })], NOW_MS)
}

function noticesAt(path: string): string[] {
  return read(path).notices.map(({ kind, message }) => `${kind}: ${message}`)
}

function read(path: string) {
  const reader = openStoreReader(path)
  try {
    return reader.statistics()
  } finally {
    reader.close()
  }
}

/** What a killed process leaves: the store and its log as they are now. */
function copyAsKilled(path: string): string {
  const copy = aPath()
  for (const suffix of ['', '-wal', '-commits']) copyFileSync(path + suffix, copy + suffix)
  return copy
}

function spoilPages(path: string): void {
  const file = openSync(path, 'r+')
  for (let at = 4096; at < statSync(path).size; at += 4096)
    writeSync(file, Buffer.alloc(4096, 7), 0, 4096, at)
  closeSync(file)
}

test('a file that is no store is set aside under a dated name, unchanged, and a new store is begun', () => {
  const path = aPath()
  const content = 'not a database '.repeat(1000)
  writeFileSync(path, content)

  fill(open(path), 1)

  const aside = path.replace('runback.db', 'runback.damaged-2026-11-21T10-31-59.db')
  expect(readFileSync(aside, 'utf8')).toBe(content)
  expect(noticesAt(path)).toEqual([
    expect.stringMatching(
      /^store-damaged: .*runback doctor --rescue runback\.damaged-2026-11-21T10-31-59\.db/,
    ),
  ])
  expect(read(path).spans).toBe(1)
})

test('a second damaged store never takes the name of the first', () => {
  const path = aPath()
  for (const content of ['first '.repeat(500), 'second '.repeat(500)]) {
    writeFileSync(path, content)
    openOwnedStore(path, NOW_MS).close()
  }

  const asides = readdirSync(join(path, '..')).filter(
    name => name.includes('damaged') && name.endsWith('.db'),
  )
  expect(asides).toEqual([
    'runback.damaged-2026-11-21T10-31-59-2.db',
    'runback.damaged-2026-11-21T10-31-59.db',
  ])
})

test('pages that were overwritten are found after a crash, and the log goes with its store', () => {
  const path = aPath()
  const store = open(path)
  fill(store, 50)
  store.checkpoint()
  fill(store, 1, 50)
  const killed = copyAsKilled(path)
  spoilPages(killed)

  const next = open(killed)

  fill(next, 1)
  expect(noticesAt(killed)[0]).toContain('51 spans had been recorded in it')
  expect(read(killed).spans).toBe(1)
  expect(existsSync(killed.replace('.db', '.damaged-2026-11-21T10-31-59.db-wal'))).toBe(true)
})

test('a store that was closed in order or killed is opened as it is, without a notice', () => {
  const path = aPath()
  const store = open(path)
  fill(store, 3)
  const killed = copyAsKilled(path)
  store.close()

  for (const each of [path, killed]) {
    openOwnedStore(each, NOW_MS).close()
    expect(noticesAt(each)).toEqual([])
    expect(read(each).spans).toBe(3)
  }
})

test('a write-ahead log that was cut short is told with what is missing, once', () => {
  const path = aPath()
  const store = open(path)
  fill(store, 10)
  const killed = copyAsKilled(path)
  truncateSync(`${killed}-wal`, statSync(`${killed}-wal`).size / 2)

  openOwnedStore(killed, NOW_MS).close()

  const { spans } = read(killed)
  expect(spans).toBeLessThan(10)
  const missing = 10 - spans
  const counted = `${missing} commit${missing === 1 ? '' : 's'} with ${missing} span${missing === 1 ? '' : 's'}`
  expect(noticesAt(killed)).toEqual([expect.stringContaining(counted)])
  openOwnedStore(killed, NOW_MS).close()
  expect(noticesAt(killed)).toHaveLength(1)
})

test('at whatever length the log is cut, the store opens and the notice names the exact loss', () => {
  const path = aPath()
  const store = open(path)
  store.checkpoint()
  fill(store, 12)
  const logBytes = statSync(`${path}-wal`).size
  const told: (readonly [spans: number, notices: string[]])[] = []

  for (let length = 0; length < logBytes; length += Math.ceil(logBytes / 24)) {
    const killed = copyAsKilled(path)
    truncateSync(`${killed}-wal`, length)
    openOwnedStore(killed, NOW_MS).close()
    told.push([read(killed).spans, noticesAt(killed)])
  }

  for (const [spans, notices] of told) {
    expect(notices).toEqual(spans === 12 ? [] : [expect.stringContaining(`with ${12 - spans} span`)])
  }
  expect(new Set(told.map(([spans]) => spans)).size).toBeGreaterThan(5)
})

test('a store that was deleted is missed, and a dismissed notice is gone', () => {
  const path = aPath()
  const first = open(path)
  fill(first, 2)
  first.close()
  writeFileSync(path, '')

  const second = open(path)

  expect(noticesAt(path)).toEqual([expect.stringContaining('it held 2 commits with 2 spans')])
  expect(second.notices.dismiss(read(path).notices[0]?.noticeId ?? 0)).toBe(true)
  expect(noticesAt(path)).toEqual([])
})

test('an older copy that was put back is told with what is newer than it', () => {
  const path = aPath()
  const store = open(path)
  fill(store, 1)
  store.close()
  const backup = readFileSync(path)
  const later = openOwnedStore(path, NOW_MS)
  fill(later, 4, 1)
  later.close()
  writeFileSync(path, backup)

  openOwnedStore(path, NOW_MS).close()

  expect(noticesAt(path)).toEqual([expect.stringContaining('4 commits with 4 spans')])
})
