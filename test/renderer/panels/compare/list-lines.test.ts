import { expect, test } from 'vitest'
import { diffText } from '../../../../src-main/diff/diff-text.ts'
import { type Line, listLines } from '../../../../src-renderer/panels/compare/list-lines.ts'
import { shortenPieces } from '../../../../src-renderer/panels/compare/shorten-pieces.ts'

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`)
const compared = (left: string, right: string) => ({ left, right, chunks: diffText(left, right) })

function told(line: Line): string {
  if (line.type === 'fold') return `… ${line.count}`
  const words = line.pieces.map(({ change, text }) => (change === 'same' ? text : `[${text}]`)).join('')
  return `${line.sign}${line.leftNumber ?? '·'}/${line.rightNumber ?? '·'} ${words}`
}

test('what went stands before what came, each with the words that differ', () => {
  const texts = compared('one\nthe quick fox\nend', 'one\nthe slow fox\nand more\nend')

  expect(listLines(texts, new Set()).map(told)).toEqual([
    ' 1/1 one',
    expect.stringMatching(/^−2\/· the \[quick ?\] ?fox$/),
    expect.stringMatching(/^\+·\/2 the \[slow ?\] ?fox/),
    expect.stringMatching(/^\+·\/3 \[?and more/),
    ' 3/4 end',
  ])
})

test('equal lines far from a change are folded, and unfolded by their name', () => {
  const lines = numbered(30)
  const texts = compared(lines.join('\n'), lines.with(14, 'another').join('\n'))

  const folded = listLines(texts, new Set())
  expect(folded.map(told)).toEqual([
    '… 11',
    ' 12/12 line 12',
    ' 13/13 line 13',
    ' 14/14 line 14',
    expect.stringMatching(/^−15/),
    expect.stringMatching(/^\+·\/15/),
    ' 16/16 line 16',
    ' 17/17 line 17',
    ' 18/18 line 18',
    '… 12',
  ])
  const [first] = folded
  const opened = listLines(texts, new Set(first?.type === 'fold' ? [first.id] : []))
  expect(opened).toHaveLength(folded.length + 10)
  expect(opened.filter(line => line.type === 'fold')).toHaveLength(1)
})

test('every line of both texts is there exactly once', () => {
  const left = numbered(40)
  const right = left.filter((_, index) => index % 7 !== 3).toSpliced(20, 0, 'new', 'lines')
  const texts = compared(left.join('\n'), right.join('\n'))
  const folds = listLines(texts, new Set()).flatMap(line => (line.type === 'fold' ? [line.id] : []))

  const lines = listLines(texts, new Set(folds)).flatMap(line => (line.type === 'line' ? [line] : []))
  const textOf = (line: (typeof lines)[number]) => line.pieces.map(({ text }) => text).join('')
  expect(lines.filter(line => line.leftNumber !== undefined).map(textOf)).toEqual(left)
  expect(lines.filter(line => line.rightNumber !== undefined).map(textOf)).toEqual(right)
})

test('of a very long line only what differs and a little around it is shown', () => {
  const shown = shortenPieces([
    { change: 'same', text: 'a'.repeat(5_000) },
    { change: 'removed', text: 'word' },
    { change: 'same', text: 'b'.repeat(5_000) },
  ])
  expect(shown).toEqual([
    { hidden: 4_920 },
    { change: 'same', text: 'a'.repeat(80) },
    { change: 'removed', text: 'word' },
    { change: 'same', text: 'b'.repeat(80) },
    { hidden: 4_920 },
  ])
  expect(shortenPieces([{ change: 'added', text: 'c'.repeat(10_000) }])).toEqual([
    { change: 'added', text: 'c'.repeat(4_000) },
    { hidden: 6_000 },
  ])
})
