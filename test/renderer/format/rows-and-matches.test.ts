import { expect, test } from 'vitest'
import { findMatches, rangesWithin } from '../../../src-renderer/format/find-matches.ts'
import { indexRows, rowAt, rowText } from '../../../src-renderer/format/index-rows.ts'
import { toSegments } from '../../../src-renderer/format/visible-text.ts'

const rowsOf = (text: string, columns: number) => {
  const starts = indexRows(text, columns)
  return Array.from(starts, (_, row) => rowText(text, starts, row))
}

test('a text is cut into rows at line ends, and where a line is too long', () => {
  expect(rowsOf('ab\n\ncdefgh\n', 4)).toEqual(['ab', '', 'cdef', 'gh'])
  expect(rowsOf('', 4)).toEqual([''])
  expect(rowsOf('abc👍d', 4)).toEqual(['abc👍', 'd'])
})

test('rows keep every character but the line ends', () => {
  const text = Array.from({ length: 500 }, (_, line) => `${'x'.repeat(line % 90)}\n`).join('')

  expect(rowsOf(text, 40).join('')).toBe(text.replaceAll('\n', ''))
})

test('a character is found in its row', () => {
  const starts = indexRows('ab\ncd\nef', 10)

  expect([0, 2, 3, 7].map(offset => rowAt(starts, offset))).toEqual([0, 0, 1, 2])
})

test('matches are cut to the stretch that shows them', () => {
  const found = findMatches('one two one two', 'TWO')

  expect(found).toEqual([
    { start: 4, end: 7 },
    { start: 12, end: 15 },
  ])
  expect(rangesWithin(found, 5, 13)).toEqual([
    { start: 5, end: 7 },
    { start: 12, end: 13 },
  ])
  expect(rangesWithin(found, 7, 12)).toEqual([])
  expect(findMatches('aaaa', 'a', 2)).toHaveLength(2)
  expect(findMatches('İİ (Two)', '(two)')).toEqual([{ start: 3, end: 8 }])
})

test('tabs and spaces at line ends are told apart on demand only', () => {
  expect(toSegments('a  \nb\tc ')).toEqual([{ type: 'text', text: 'a  \nb\tc ' }])
  expect(toSegments('a  \nb\tc ', { endsLine: true })).toEqual([
    { type: 'text', text: 'a' },
    { type: 'space', text: '  ', isTab: false },
    { type: 'text', text: '\nb' },
    { type: 'space', text: '\t', isTab: true },
    { type: 'text', text: 'c' },
    { type: 'space', text: ' ', isTab: false },
  ])
  expect(toSegments('a ', { endsLine: false })).toEqual([{ type: 'text', text: 'a ' }])
})
