import { expect, test } from 'vitest'
import { type JsonRow, listJsonRows } from '../../../src-renderer/format/list-json-rows.ts'
import { parseJson } from '../../../src-renderer/format/parse-json.ts'

const NOTHING = { turned: new Set<string>(), extra: new Map<string, number>() }

function print(row: JsonRow): string {
  const indent = '  '.repeat(row.depth)
  if (row.type === 'leaf') return `${indent}${row.name}: ${String(row.value)}`
  if (row.type === 'more') return `${indent}${row.hidden} more`
  return `${indent}${row.name} ${row.isArray ? '[' : '{'}${row.size}${row.isOpen ? ' open' : ''}`
}

test('the outermost object shows its members at once', () => {
  const rows = listJsonRows({ path: 'a.ts', range: { from: 1, to: 80 }, empty: [] }, NOTHING)

  expect(rows.map(print)).toEqual(['path: a.ts', 'range {2 open', '  from: 1', '  to: 80', 'empty [0'])
})

test('a branch the reader turns closes or opens', () => {
  const closed = listJsonRows({ range: { from: 1 } }, { ...NOTHING, turned: new Set(['$/range']) })

  expect(closed.map(print)).toEqual(['range {1'])
})

test('a long list shows its beginning and how many are left', () => {
  const rows = listJsonRows(
    Array.from({ length: 100 }, (_, index) => index),
    NOTHING,
  )

  expect(rows).toHaveLength(61)
  expect(print(rows.at(-1) as JsonRow)).toBe('40 more')
})

test('nesting deeper than any call stack is only walked where it is open', () => {
  const deep = parseJson(`${'['.repeat(5000)}${']'.repeat(5000)}`)
  if (deep === undefined) return

  expect(listJsonRows(deep, NOTHING).length).toBeLessThan(10)
})

test('integers past 2^53 keep every digit', () => {
  expect(parseJson('{"id":12345678901234567890,"half":0.5}')).toEqual({
    id: 12_345_678_901_234_567_890n,
    half: 0.5,
  })
})

test('a member named __proto__ is data', () => {
  const rows = listJsonRows(parseJson('{"__proto__":{"polluted":true}}') ?? null, NOTHING)

  expect(rows.map(print)).toEqual(['__proto__ {1 open', '  polluted: true'])
})

test('text that is no object or list is no JSON to show', () => {
  expect(parseJson('"text"')).toBeUndefined()
  expect(parseJson('{broken')).toBeUndefined()
})
