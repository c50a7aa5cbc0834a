import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { interpretSpan } from '../../../src-main/conventions/index.ts'
import { fileOfText } from '../../../src-main/importers/imported-file.ts'
import type { ImportedItem } from '../../../src-main/importers/importer.ts'
import { importers } from '../../../src-main/importers/index.ts'

const paths = globSync('test/fixtures/importers/*/*').filter(path => !path.endsWith('.expected.json'))
const STRANGE = [
  'null',
  '-1',
  '1e308',
  '"\\ud800"',
  '[]',
  '{}',
  '[[[[]]]]',
  '{"__proto__":{"x":1}}',
  'true',
  '""',
]
/** Enough to meet every kind of member; all of them would take seconds. */
const MAX_VALUES = 70

describe.each(paths)('%s', path => {
  const text = readFileSync(path, 'utf8')

  test('is read to its end wherever it is cut', () => {
    for (let part = 1; part < 40; part++) readAll(text.slice(0, Math.floor((text.length * part) / 40)))
  })

  test('is read to its end whatever stands in the place of a value', () => {
    const values = [...text.matchAll(/:\s*("(?:[^"\\]|\\.)*"|-?\d[\d.e+-]*|null|true|false)/g)]
    const step = Math.ceil(values.length / MAX_VALUES)
    for (let index = 0; index < values.length; index += step) {
      const value = values[index]
      if (value === undefined) continue
      const strange = STRANGE[(index / step) % STRANGE.length] ?? 'null'
      const end = value.index + value[0].length
      readAll(`${text.slice(0, value.index)}:${strange}${text.slice(end)}`)
    }
  })
})

test.each(importers.map(importer => [importer.name, importer] as const))(
  '%s reads files of others',
  (_, importer) => {
    for (const path of paths) {
      for (const item of importer.read(fileOfText('x', readFileSync(path, 'utf8'))))
        expect(item.line).toBeGreaterThan(0)
    }
  },
)

test.each([
  ['a value nested without end', `{"type":"run","data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ['a text of many megabytes', `{"type":"run","data":{"start_time":"${'a\\n'.repeat(2_000_000)}"}}`],
  ['opening brackets alone', '['.repeat(200_000)],
  ['a quote alone', '"'],
])('%s costs only itself', (_, text) => {
  for (const importer of importers.filter(each => each.name !== 'OTLP JSON')) {
    const file = fileOfText('x', text)
    importer.sniff(file)
    expect([...importer.read(file)].filter(item => item.kind === 'span')).toEqual([])
  }
})

function readAll(text: string): ImportedItem[] {
  const file = fileOfText('x', text)
  const items = importers
    .filter(importer => importer.sniff(file))
    .flatMap(importer => [...importer.read(file)])
  for (const item of items) if (item.kind === 'span') interpretSpan(item.span)
  return items
}
