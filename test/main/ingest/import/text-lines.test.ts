import { expect, test } from 'vitest'
import { MAX_VALUE_CHARACTERS } from '../../../../src-main/importers/imported-file.ts'
import { linesOf, textOf } from '../../../../src-main/ingest/import/text-lines.ts'

test('characters and line ends that lie across chunks are put together', () => {
  const bytes = Buffer.from('añ😀\r\nb\n\nc')
  const chunks = [...bytes].map(byte => Uint8Array.of(byte))

  expect([...linesOf(textOf(chunks), 1, () => undefined)]).toEqual([
    { number: 1, text: 'añ😀' },
    { number: 2, text: 'b' },
    { number: 3, text: '' },
    { number: 4, text: 'c' },
  ])
})

test('a line without end is left out and told, and holds nothing in memory', () => {
  const piece = 'x'.repeat(1024 * 1024)
  const pieces = Array.from({ length: MAX_VALUE_CHARACTERS / piece.length + 1 }, () => piece)
  const tooLong: number[] = []

  const lines = [...linesOf(['first\n', ...pieces, '\nlast'], 1, line => tooLong.push(line))]

  expect(lines).toEqual([
    { number: 1, text: 'first' },
    { number: 3, text: 'last' },
  ])
  expect(tooLong).toEqual([2])
})
