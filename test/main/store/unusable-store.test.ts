import { spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openWritable } from '../../../src-main/store/database.ts'
import { openOwnedStore } from '../../../src-main/store/open-owned-store.ts'
import { openStoreWriter } from '../../../src-main/store/open-store.ts'
import { ROOT } from '../../support/child-program.ts'
import { tempDir } from '../../support/temp-dir.ts'

const NOBODY = 65_534

/** Runs a command as a user who may not write to the folder; root may write everywhere. */
async function runAsStranger(args: readonly string[]): Promise<string> {
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  const child = spawn(process.execPath, ['src-main/cli/main.ts', ...args], { cwd: ROOT, ...user })
  const output = await Promise.all([child.stdout.toArray(), child.stderr.toArray()])
  return output.flat().join('')
}

function aStore(dir: string): string {
  const path = join(dir, 'runback.db')
  openStoreWriter(path).close()
  return path
}

test.skipIf(process.platform === 'win32')(
  'a folder that may not be written is told with what to do, by the command that needs to',
  async () => {
    const dir = tempDir()
    aStore(dir)
    chmodSync(join(dir, 'runback.db'), 0o444)
    chmodSync(dir, 0o555)
    onTestFinished(() => chmodSync(dir, 0o755))

    const output = await runAsStranger(['serve', '--data-dir', dir, '--api-port', '0'])

    expect(output).toContain('owner.lock')
    expect(output).toContain('Runback has to write there')
    expect(output).toContain('--data-dir')
    expect(output).not.toContain('    at ')
  },
)

test('a store that another program has locked is told, and not taken for damaged', () => {
  const path = aStore(tempDir())
  const other = new Database(path)
  onTestFinished(() => void other.close())
  other.pragma('journal_mode = delete')
  other.exec('begin exclusive')

  expect(() => openWritable(path, { durable: false, busyTimeoutMs: 10 })).toThrow('Another program holds it')
})

test('a store from a newer version is neither opened nor set aside', () => {
  const path = aStore(tempDir())
  const newer = new Database(path)
  newer.pragma('user_version = 99')
  newer.close()
  const before = readFileSync(path)

  expect(() => openOwnedStore(path, Date.now())).toThrow('newer Runback (schema 99')

  expect(readFileSync(path).equals(before)).toBe(true)
})

test('a folder where the store should be is a problem that names it', () => {
  const path = join(tempDir(), 'runback.db')
  mkdirSync(path)

  expect(() => openOwnedStore(path, Date.now())).toThrow(/runback\.db: .*Runback has to write there/)
})

test.each(['with a space', 'with ümläuts and 🛩', `long ${'x'.repeat(200)}`])(
  'a folder %s is as good as any',
  name => {
    const path = join(tempDir(), name, 'runback.db')

    openOwnedStore(path, Date.now()).close()
    const copy = `${path}.copy`
    cpSync(path, copy)

    expect(readFileSync(copy).subarray(0, 15).toString()).toBe('SQLite format 3')
  },
)

test('whatever byte of a store is spoilt, it opens, or is set aside', () => {
  const dir = tempDir()
  const path = aStore(dir)
  const whole = readFileSync(path)
  const outcomes = new Set<string>()

  for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 60)) {
    const spoilt = Buffer.from(whole)
    spoilt.writeUInt8((spoilt.readUInt8(at) ^ 0xff) & 0xff, at)
    const trial = join(tempDir(), 'runback.db')
    writeFileSync(trial, spoilt)
    const store = openOwnedStore(trial, Date.now())
    outcomes.add(readFileSync(trial).length > 0 ? 'open' : 'empty')
    store.close()
  }

  expect([...outcomes]).toEqual(['open'])
})
