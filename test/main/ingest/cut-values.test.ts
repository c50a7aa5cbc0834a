import { expect, test } from 'vitest'
import { countCutValues } from '../../../src-main/ingest/cut-values.ts'

/** A span that is nothing but these texts. */
function countCut(...texts: readonly string[]): number {
  let offset = 3
  const longValues = texts.map((text, index) => {
    const place = { key: `k${index}`, offset, length: Buffer.byteLength(text) }
    offset += place.length
    return place
  })
  // Not at the beginning of its memory, as spans of a request are not.
  const memory = Buffer.concat([Buffer.alloc(8), Buffer.from(`abc${texts.join('')}`)])
  return countCutValues({ wire: memory.subarray(8), longValues })
}

const MESSAGES = JSON.stringify([{ role: 'user', content: 'What is in it? '.repeat(100) }])

test('JSON that begins and does not end was cut', () => {
  expect(countCut(MESSAGES)).toBe(0)
  expect(countCut(MESSAGES.slice(0, -1))).toBe(1)
  expect(countCut(`${MESSAGES}\n`)).toBe(0)
  expect(countCut(MESSAGES.slice(0, 700), `{"a": "${'b'.repeat(600)}`)).toBe(2)
})

test('texts that only begin with a bracket were not cut', () => {
  expect(countCut(`[link](there) ${'word '.repeat(200)}`)).toBe(0)
  expect(countCut(`{{ template }} ${'word '.repeat(200)}`)).toBe(0)
  expect(countCut(`[INFO] ${'word '.repeat(200)}`)).toBe(0)
})

test.each(['...[truncated]', '… (truncated)', '<truncated 512 characters>', '[TRUNCATED]'])(
  'a text that ends with %s was cut',
  mark => {
    expect(countCut(`${'word '.repeat(200)}${mark}`)).toBe(1)
  },
)

test('a text about what was truncated was not cut', () => {
  expect(countCut(`${'word '.repeat(200)} the table was truncated`)).toBe(0)
})

test('different texts of one round length met the limit of an SDK', () => {
  expect(countCut('a'.repeat(1024), 'b'.repeat(1024))).toBe(2)
  expect(countCut('a'.repeat(1000), 'b'.repeat(1000), 'c'.repeat(700))).toBe(2)
  expect(countCut('a'.repeat(1024), 'a'.repeat(1024))).toBe(0)
  expect(countCut('a'.repeat(1023), 'b'.repeat(1023))).toBe(0)
  expect(countCut('a'.repeat(1024))).toBe(0)
})
