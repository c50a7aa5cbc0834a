import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openReadable, openWritable } from '../../../src-main/store/database.ts'
import { migrations } from '../../../src-main/store/migrations/index.ts'
import { openStoreReader } from '../../../src-main/store/open-store.ts'
import { tempDir } from '../../support/temp-dir.ts'

test('a new store gets the newest schema, and opening it again changes nothing', () => {
  const path = join(tempDir(), 'runback.db')

  openWritable(path, { durable: false }).close()
  openWritable(path, { durable: false }).close()

  const db = openReadable(path)
  expect(db.pragma('user_version', { simple: true })).toBe(migrations.length)
  expect(db.prepare('select count(*) from runs').pluck().get()).toBe(0)
  db.close()
})

test('what was stored before rows were counted is counted when the store is next opened', () => {
  const path = join(tempDir(), 'runback.db')
  const older = new Database(path)
  older.exec(migrations[0] ?? '')
  older.pragma('user_version = 1')
  const insert = older.prepare(
    "insert into blocks (hash, kind, size, packing, content) values (?, 'text', 0, 0, x'')",
  )
  for (const hash of ['a', 'b', 'c']) insert.run(Buffer.from(hash))
  older.close()

  openWritable(path, { durable: false }).close()

  const reader = openStoreReader(path)
  expect(reader.statistics()).toMatchObject({ runs: 0, spans: 0, blocks: 3, waitingForSearch: 3 })
  reader.close()
})

test('a store from a newer version is refused for reading and for writing, and left as it is', () => {
  const path = join(tempDir(), 'runback.db')
  const newer = new Database(path)
  newer.pragma('user_version = 99')
  newer.close()

  expect(() => openWritable(path, { durable: false })).toThrow('newer Runback (schema 99')
  expect(() => openReadable(path)).toThrow('newer Runback (schema 99')

  const untouched = new Database(path)
  expect(untouched.pragma('user_version', { simple: true })).toBe(99)
  untouched.close()
})

test('a file that is no database is a problem that names the file', () => {
  const path = join(tempDir(), 'missing', 'runback.db')

  expect(() => openReadable(path)).toThrow('The store cannot be used')
  expect(() => openReadable(path)).toThrow('runback.db')
})

test('a damaged store is left as it is, and its owner is told what can be done', () => {
  const path = join(tempDir(), 'runback.db')
  writeFileSync(path, 'no store at all, but longer than a header would be '.repeat(40))
  const before = readFileSync(path)

  expect(() => openWritable(path, { durable: false })).toThrow('sets it aside and begins a new store')

  expect(readFileSync(path).equals(before)).toBe(true)
})
