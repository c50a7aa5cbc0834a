import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ProblemError } from '#contract/problems.ts'
import { holdStore } from '../../../src-main/store/hold-store.ts'
import { tempDir } from '../../support/temp-dir.ts'

test('a data folder has one owner at a time', () => {
  const dir = tempDir()
  const first = holdStore(dir)

  expect(holdStore(dir)).toBeUndefined()

  first?.release()
  const second = holdStore(dir)
  expect(second).toBeDefined()
  second?.release()
})

test('a killed owner leaves the folder free', async () => {
  const dir = tempDir()
  const module = new URL('../../../src-main/store/hold-store.ts', import.meta.url).href
  const script = `
    const { holdStore } = await import(${JSON.stringify(module)})
    holdStore(${JSON.stringify(dir)})
    console.log('held')
    setInterval(() => {}, 1000)`
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script])
  await once(owner.stdout, 'data')
  expect(holdStore(dir)).toBeUndefined()

  owner.kill('SIGKILL')
  await once(owner, 'exit')

  const hold = holdStore(dir)
  expect(hold).toBeDefined()
  hold?.release()
})

test('a folder that cannot be owned is a problem that names the file', () => {
  const notAFolder = join(tempDir(), 'file')
  writeFileSync(notAFolder, '')
  const spoilt = tempDir()
  writeFileSync(join(spoilt, 'owner.lock'), 'not a database '.repeat(100))

  for (const dir of [join(notAFolder, 'below'), spoilt]) {
    expect(() => holdStore(dir)).toThrow(join(dir, 'owner.lock'))
    expect(() => holdStore(dir)).toThrow(ProblemError)
  }
})
