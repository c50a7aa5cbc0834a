import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ProblemError } from '#contract/problems.ts'
import { readOrCreateToken } from '../../../src-main/host/token.ts'
import { tempDir } from '../../support/temp-dir.ts'

test('a token is made once, and only its owner can read it', () => {
  const dir = join(tempDir(), 'new')

  const token = readOrCreateToken(dir)

  expect(token).toMatch(/^[\w-]{43}$/)
  expect(readOrCreateToken(dir)).toBe(token)
  expect(statSync(join(dir, 'token')).mode & 0o777).toBe(0o600)
})

test('an empty or cut token is replaced: nobody could use it, or anybody', () => {
  const dir = tempDir()
  for (const content of ['', '\n', 'abc\n']) {
    writeFileSync(join(dir, 'token'), content)

    expect(readOrCreateToken(dir)).toMatch(/^[\w-]{43}$/)
  }
})

test('a token that cannot be read is a problem that names the file', () => {
  const dir = tempDir()
  mkdirSync(join(dir, 'token'))

  expect(() => readOrCreateToken(dir)).toThrow(ProblemError)
  expect(() => readOrCreateToken(dir)).toThrow(join(dir, 'token'))
})
