import { globSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fileOfText } from '../../../src-main/importers/imported-file.ts'
import { findImporter, importers } from '../../../src-main/importers/index.ts'
import { expectGolden } from '../../support/golden.ts'
import { summariseImport } from '../../support/import-summary.ts'

const paths = globSync('test/fixtures/importers/*/*').filter(path => !path.endsWith('.expected.json'))

describe.each(paths)('%s', path => {
  const text = readFileSync(path, 'utf8')

  test.each([basename(path), 'unknown'])('is read as it should under the name %s', name => {
    const file = fileOfText(name, text)
    const importer = findImporter(file)

    expectGolden(`${path}.expected.json`, {
      importer: importer?.name,
      ...summariseImport([...(importer?.read(file) ?? [])]),
    })
  })
})

test('a file of no known format has no importer', () => {
  expect(findImporter(fileOfText('notes.json', '{"hello":"resourceSpans"}'))).toBeUndefined()
  expect(findImporter(fileOfText('empty.jsonl', ''))).toBeUndefined()
})

test.each(paths)('%s passes for its own format alone', path => {
  const file = fileOfText('unknown', readFileSync(path, 'utf8'))

  expect(importers.filter(importer => importer.sniff(file)).map(importer => slugOf(importer.name))).toEqual([
    basename(dirname(path)),
  ])
})

function slugOf(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-')
}
