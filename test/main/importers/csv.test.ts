import { expect, test } from 'vitest'
import { csvHeader, csvRecords, csvRows } from '../../../src-main/importers/csv.ts'
import { fileOfText } from '../../../src-main/importers/imported-file.ts'

test('cells are cut at commas and rows at line ends of any system', () => {
  expect(cellsOf('a,b,c\r\n1,,3\n')).toEqual([
    ['a', 'b', 'c'],
    ['1', '', '3'],
  ])
})

test('a quoted cell may hold commas, quotes and line ends', () => {
  expect(cellsOf('"a,b","say ""hi""",""\n"two\nlines\n\nand ""more""",x\n')).toEqual([
    ['a,b', 'say "hi"', ''],
    ['two\nlines\n\nand "more"', 'x'],
  ])
})

test('a row tells the line it begins on', () => {
  const rows = [...csvRows(fileOfText('x', 'a\n"1\n2"\nb\n').lines())]

  expect(rows.map(row => row.line)).toEqual([1, 2, 4])
})

test('a quote that is never closed and text after a closed one lose nothing', () => {
  expect(cellsOf('a,"b\nc')).toEqual([['a', 'b\nc\n']])
  expect(cellsOf('"a"b,c')).toEqual([['ab', 'c']])
  expect(cellsOf('a,b,')).toEqual([['a', 'b', '']])
  expect(cellsOf('""""')).toEqual([['"']])
})

test('rows are named by the first one, and a row of another length is skipped', () => {
  const file = fileOfText('x', 'id,text\n1,one\n2\n3,\n')

  expect(csvHeader(file)).toEqual(['id', 'text'])
  expect([...csvRecords(file)]).toEqual([
    { kind: 'record', line: 2, record: { id: '1', text: 'one' } },
    { kind: 'skipped', line: 3, reason: 'It has 1 cells where the first row has 2.' },
    { kind: 'record', line: 4, record: { id: '3' } },
  ])
})

test('JSON has no columns', () => {
  expect(csvHeader(fileOfText('x', '{"a":1,"b":2}'))).toEqual([])
  expect(csvHeader(fileOfText('x', '[\n1,2]'))).toEqual([])
  expect(csvHeader(fileOfText('x', ''))).toEqual([])
})

function cellsOf(text: string): (readonly string[])[] {
  return [...csvRows(fileOfText('x', text).lines())].map(row => row.cells)
}
