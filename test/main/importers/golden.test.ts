import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fileOfText } from '../../../src-main/importers/imported-file.ts'
import type { ImportedItem } from '../../../src-main/importers/importer.ts'
import { findImporter } from '../../../src-main/importers/index.ts'
import { expectGolden } from '../../support/golden.ts'

const paths = globSync('test/fixtures/importers/*/*').filter(path => !path.endsWith('.expected.json'))

describe.each(paths)('%s', path => {
  const text = readFileSync(path, 'utf8')

  test.each([basename(path), 'unknown'])('is read as it should under the name %s', name => {
    const file = fileOfText(name, text)
    const importer = findImporter(file)

    expectGolden(`${path}.expected.json`, {
      importer: importer?.name,
      items: [...(importer?.read(file) ?? [])].map(summarise),
    })
  })
})

test('a file of no known format has no importer', () => {
  expect(findImporter(fileOfText('notes.json', '{"hello":"resourceSpans"}'))).toBeUndefined()
  expect(findImporter(fileOfText('empty.jsonl', ''))).toBeUndefined()
})

function summarise(item: ImportedItem): unknown {
  if (item.kind === 'skipped') return item
  const { traceId, spanId, parentSpanId, name, startUnixNano, origin, attributes } = item.span
  return {
    kind: 'span',
    traceId,
    spanId,
    parentSpanId,
    name,
    startUnixNano: String(startUnixNano),
    service: origin.resource.get('service.name'),
    attributes: [...attributes].map(([key, value]) => `${key} = ${String(value)}`),
  }
}
