import { expect, test } from 'vitest'
import type { Json } from '../../../../src-renderer/format/parse-json.ts'
import { parseJson } from '../../../../src-renderer/format/parse-json.ts'
import { diffJson, toText } from '../../../../src-renderer/panels/compare/diff-json.ts'

const told = (left: Json, right: Json) =>
  diffJson(left, right).map(({ change, path, left: was, right: is }) => [
    change,
    path,
    toText(was),
    toText(is),
  ])

test('equal values differ in nothing, whatever the order of their keys', () => {
  expect(diffJson({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toEqual([])
})

test('each difference is told with its path and both values', () => {
  const left = { path: 'src', deep: { on: true, 'a b': 1 }, gone: 'x' }
  const right = { path: 'lib', deep: { on: true, 'a b': '1' }, come: null }

  expect(told(left, right)).toEqual([
    ['changed', 'path', '"src"', '"lib"'],
    ['changed', 'deep["a b"]', '1', '"1"'],
    ['removed', 'gone', '"x"', ''],
    ['added', 'come', '', 'null'],
  ])
})

test('one element more does not make all the later ones differ', () => {
  expect(told({ files: ['a', 'b', 'c'] }, { files: ['a', 'x', 'b', 'c'] })).toEqual([
    ['added', 'files[1]', '', '"x"'],
  ])
  expect(told(['a', { n: 1 }, 'z'], ['a', { n: 2 }, 'z'])).toEqual([['changed', '[1].n', '1', '2']])
})

test('values of different kinds are one difference', () => {
  expect(told({ a: [1] }, { a: { 0: 1 } })).toHaveLength(1)
  expect(told([1], { a: 1 })).toEqual([['changed', '$', '[\n 1\n]', '{\n "a": 1\n}']])
})

test('integers past 2^53 are told apart', () => {
  const left = parseJson('{"id":12345678901234567890}') ?? null
  const right = parseJson('{"id":12345678901234567891}') ?? null

  expect(told(left, right)).toEqual([['changed', 'id', '12345678901234567890', '12345678901234567891']])
})

test('a name that every object has by birth is a name like any other', () => {
  expect(told({ constructor: 1 }, {})).toEqual([['removed', 'constructor', '1', '']])
})

test('very deep and very many differences end', () => {
  const nest = (value: Json) => {
    let nested = value
    for (let depth = 0; depth < 2_000; depth += 1) nested = { d: nested }
    return nested
  }
  expect(diffJson(nest(1), nest(2))).toHaveLength(1)
  const many = (sign: number) =>
    Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, i * sign + 1]))
  expect(diffJson(many(1), many(-1))).toHaveLength(1_000)
})
