import { expect, test } from 'vitest'
import { fileOfText } from '../../../src-main/importers/imported-file.ts'
import { splitValues } from '../../../src-main/importers/split-values.ts'

test('objects on lines, printed over several lines and in lists are cut alike', () => {
  expect(valuesOf('{"a":1}\n{"a":2}\n')).toEqual(['1 {"a":1}', '2 {"a":2}'])
  expect(valuesOf('{\n  "a": {\n    "b": 1\n  }\n}\n{\n  "a": 2\n}')).toEqual([
    '1 {\n  "a": {\n    "b": 1\n  }\n}',
    '6 {\n  "a": 2\n}',
  ])
  expect(valuesOf('[{"a":1},{"a":[2]}]')).toEqual(['1 {"a":1}', '1 {"a":[2]}'])
  expect(valuesOf('[\n  {\n    "a": 1\n  },\n  {"a": 2}\n]\n')).toEqual([
    '2 {\n    "a": 1\n  }',
    '5 {"a": 2}',
  ])
  expect(valuesOf('[\n{"a":1},\n{"a":2}\n]')).toEqual(['2 {"a":1}', '3 {"a":2}'])
})

test('brackets and quotes within texts cut nothing', () => {
  expect(valuesOf('{"a":"}{ [","b":"\\"}"}{"a":2}')).toEqual(['1 {"a":"}{ [","b":"\\"}"}', '1 {"a":2}'])
})

test('a damaged value costs itself alone', () => {
  expect(valuesOf('{"a":1}\n{"a":{"b":\n{"a":3}')).toEqual(['1 {"a":1}', '2 {"a":{"b":', '3 {"a":3}'])
  expect(valuesOf('{"a":"cut\n{"a":2}')).toEqual(['1 {"a":"cut', '2 {"a":2}'])
  expect(valuesOf('no json at all\n{"a":2}')).toEqual(['1 no json at all', '2 {"a":2}'])
  expect(valuesOf('}\n{"a":2}')).toEqual(['1 }', '2 {"a":2}'])
  expect(valuesOf('[{"a":1},')).toEqual(['1 {"a":1}'])
})

test('a file of nothing has no values', () => {
  expect(valuesOf('')).toEqual([])
  expect(valuesOf('\n \n[]\n')).toEqual([])
})

function valuesOf(text: string): string[] {
  return [...splitValues(fileOfText('x', text).lines())].map(value => `${value.line} ${value.text}`)
}
