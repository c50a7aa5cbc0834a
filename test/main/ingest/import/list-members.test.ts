import { expect, test } from 'vitest'
import { beginsWithList, listMembers } from '../../../../src-main/ingest/import/list-members.ts'

const DOCUMENT = JSON.stringify(
  {
    resourceSpans: [{ a: '}]"\\', b: [1, { c: [] }] }, { d: 'ü\n{' }],
    other: { x: ['never'] },
    resourceLogs: [{ e: 1 }],
  },
  undefined,
  2,
)

function membersOf(text: string, chunkLength: number): unknown[] {
  const chunks = text.match(new RegExp(`[^]{1,${chunkLength}}`, 'g')) ?? []
  return [...listMembers(chunks, () => undefined)].map(line => JSON.parse(line.text))
}

test.each([1, 2, 3, 7, 1000])(
  'a document cut at its items says the same, read %i characters at a time',
  length => {
    expect(membersOf(DOCUMENT, length)).toEqual([
      { resourceSpans: [{ a: '}]"\\', b: [1, { c: [] }] }] },
      { resourceSpans: [{ d: 'ü\n{' }] },
      { resourceLogs: [{ e: 1 }] },
    ])
  },
)

test.each([1, 5, 1000])('the items of a bare list stand alone, read %i characters at a time', length => {
  expect(membersOf('[{"a":[{"b":1}]},\n{"c":2}]\n[{"d":3}]', length)).toEqual([
    { a: [{ b: 1 }] },
    { c: 2 },
    { d: 3 },
  ])
})

test('items are numbered by the line they begin on', () => {
  const lines = [...listMembers(['[\n{"a":1},\n', '{"b":\n2}\n]'], () => undefined)]

  expect(lines.map(line => line.number)).toEqual([2, 3])
})

test('a text that is cut by a line end costs its item and no other', () => {
  const texts = [...listMembers(['[{"a":"cut\n},{"b":2}]'], () => undefined)].map(line => line.text)

  expect(texts).toEqual(['{"a":"cut\n}', '{"b":2}'])
})

test('what is left when a file is cut off is given as it is', () => {
  const texts = [...listMembers(['[{"a":1},{"b":'], () => undefined)].map(line => line.text)

  expect(texts).toEqual(['{"a":1}', '{"b":'])
})

test('only documents that begin with a list of many are cut', () => {
  expect(['[{', ' {\n "data": [', '{"resourceSpans":[{'].map(beginsWithList)).toEqual([true, true, true])
  expect(['{"a":1}', '{"spans":[', '{"info":{"data":['].map(beginsWithList)).toEqual([false, false, false])
})
