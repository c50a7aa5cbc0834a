import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createKeyRing, type KeyPlace } from '../../../src-main/key-ring/key-ring.ts'
import type { Keychain } from '../../../src-main/key-ring/keychain.ts'
import { tempDir } from '../../support/temp-dir.ts'

const SECRET = 'sk-planted-0123456789abcdef'
const openai: KeyPlace = {
  provider: 'openai',
  origin: 'https://api.openai.com',
  variables: ['OPENAI_API_KEY'],
  isOwnOrigin: true,
}

const reversing: Keychain = {
  name: 'a keychain',
  encrypt: text => Buffer.from([...text].reverse().join('')),
  decrypt: bytes => [...Buffer.from(bytes).toString()].reverse().join(''),
}

test('without a keychain a key lies in a file of its user, and the list says so', () => {
  const dataDir = tempDir()
  const ring = createKeyRing({ dataDir, environment: {} })

  const told = ring.set(openai, SECRET)

  expect(told).toMatchObject({ provider: 'openai', lastFour: 'cdef', keptIn: 'file' })
  expect(told.about).toContain('keys.json')
  expect(statSync(join(dataDir, 'keys.json')).mode & 0o777).toBe(0o600)
  expect(ring.find(openai)).toEqual({ state: 'found', key: SECRET })
})

test('with a keychain the file holds nothing that is the key, and only the keychain opens it', () => {
  const dataDir = tempDir()
  const ring = createKeyRing({ dataDir, environment: {}, keychain: reversing })

  expect(ring.set(openai, SECRET)).toMatchObject({ keptIn: 'keychain', about: 'In a keychain.' })

  expect(readFileSync(join(dataDir, 'keys.json'), 'utf8')).not.toContain(SECRET)
  expect(ring.find(openai)).toEqual({ state: 'found', key: SECRET })
  const elsewhere = createKeyRing({ dataDir, environment: {} })
  expect(elsewhere.find(openai)).toMatchObject({
    state: 'missing',
    reason: expect.stringContaining('keychain'),
  })
})

test('no list holds a key, and a short key is not even hinted at', () => {
  const ring = createKeyRing({ dataDir: tempDir(), environment: { OPENAI_API_KEY: SECRET } })
  ring.set({ ...openai, provider: 'other' }, 'short')

  const listed = ring.list([openai])

  expect(listed).toMatchObject([
    { provider: 'other', lastFour: '' },
    { provider: 'openai', keptIn: 'environment', lastFour: 'cdef' },
  ])
  expect(JSON.stringify(listed)).not.toContain(SECRET)
})

test('a key goes only to the address it was set for', () => {
  const ring = createKeyRing({ dataDir: tempDir(), environment: {} })
  ring.set(openai, SECRET)

  expect(ring.find({ ...openai, origin: 'https://elsewhere.example', isOwnOrigin: false })).toMatchObject({
    state: 'missing',
    reason: expect.stringContaining('https://api.openai.com'),
  })
})

test('a key of the environment goes to the provider itself and nowhere else', () => {
  const ring = createKeyRing({ dataDir: tempDir(), environment: { OPENAI_API_KEY: SECRET } })

  expect(ring.find(openai)).toEqual({ state: 'found', key: SECRET })
  expect(ring.find({ ...openai, origin: 'http://proxy.example', isOwnOrigin: false }).state).toBe('missing')
})

test('a removed key is gone', () => {
  const dataDir = tempDir()
  const ring = createKeyRing({ dataDir, environment: {} })
  ring.set(openai, SECRET)

  expect(ring.remove('openai')).toBe(true)

  expect(ring.remove('openai')).toBe(false)
  expect(ring.find(openai)).toMatchObject({
    state: 'missing',
    reason: expect.stringContaining('OPENAI_API_KEY'),
  })
})
