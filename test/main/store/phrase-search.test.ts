import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openStoreReader, openStoreWriter } from '../../../src-main/store/open-store.ts'
import { aCallRecord, aSpanRecord, aTextItem, spanId } from '../../support/a-span-record.ts'
import { tempDir } from '../../support/temp-dir.ts'

const TEXTS = [
  'The quick brown fox jumps',
  'brown and quick, though no fox',
  'src/quick-brown_fox.ts was read',
  'Un café crème, déjà-vu',
  'quick browns',
] as const

function search(text: string, { limit = 10, texts = TEXTS as readonly string[] } = {}) {
  const path = join(tempDir(), 'runback.db')
  const writer = openStoreWriter(path)
  const reader = openStoreReader(path)
  onTestFinished(() => {
    reader.close()
    writer.close()
  })
  const spans = texts.map((content, index) => {
    const call = aCallRecord({ items: [aTextItem(content)] })
    return aSpanRecord({ spanId: spanId(index + 1), kind: 'llm', call })
  })
  writer.write(spans, 1_700_000_010_000)
  while (writer.indexSome() || writer.packSome());
  const found: string[] = []
  for (let cursor: string | undefined, isLast = false; !isLast; ) {
    const { hits, next } = reader.search.search(text, limit, cursor)
    expect(hits.length).toBeLessThanOrEqual(limit)
    found.push(...hits.map(({ snippet }) => snippet.before + snippet.match + snippet.after))
    cursor = next ?? undefined
    isLast = next === null
  }
  return found.sort()
}

test.each<[string, readonly number[]]>([
  ['quick brown', [0, 1, 2]],
  ['"quick brown"', [0, 2]],
  ['"BROWN fox"', [0, 2]],
  ['"brown fox" jumps', [0]],
  ['quick-brown', [0, 2]],
  ['quick-brown*', [0, 2, 4]],
  ['"ick brown"', []],
  ['"cafe creme"', [3]],
  ['cafe\u0301', [3]],
  ['de\u0301ja\u0300-vu', [3]],
])('%s finds texts that have its words like that', (text, expected) => {
  expect(search(text)).toEqual(expected.map(index => TEXTS[index]).sort())
})

test('pages of texts with a phrase join without a gap or a repeat', () => {
  const texts = Array.from({ length: 30 }, (_, index) =>
    index % 3 === 0 ? `old needle ${index}` : `needle old ${index}`,
  )

  const found = search('"old needle"', { limit: 4, texts })

  expect(found).toEqual(texts.filter(text => text.startsWith('old')).sort())
})

test('letters that the index takes for marks divide words in it and in what is typed', () => {
  const texts = ['a\u19b0b', 'ab']

  expect(search('a\u19b0b', { texts })).toEqual(['a\u19b0b'])
})
