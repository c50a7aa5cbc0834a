import type { JsonObject } from '../base/json.ts'
import { type ImportedFile, type Line, MAX_VALUE_CHARACTERS } from './imported-file.ts'
import type { RecordOrSkipped } from './json-lines.ts'

/** A row of a CSV file, and the line it begins on: a quoted cell may hold line ends. */
interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

/** The rows of a file as objects, named by its first row. Empty cells are left out. */
export function* csvRecords(file: ImportedFile): Generator<RecordOrSkipped> {
  let header: readonly string[] | undefined
  for (const { line, cells } of csvRows(file.lines())) {
    if (header === undefined) header = cells
    else if (cells.length === header.length) yield { kind: 'record', line, record: named(header, cells) }
    else {
      const reason = `It has ${cells.length} cells where the first row has ${header.length}.`
      yield { kind: 'skipped', line, reason }
    }
  }
}

/** The names of the columns, when the head of the file is CSV. */
export function csvHeader({ head }: ImportedFile): readonly string[] {
  const end = head.indexOf('\n')
  const text = (end === -1 ? head : head.slice(0, end)).replace(/\r$/, '')
  const [row] = /^[\s[{]/.test(text) ? [] : csvRows([{ number: 1, text }])
  return row?.cells ?? []
}

/** RFC 4180, with the line ends of any system. A quote that is never closed ends with the file, or when it is too long. */
export function* csvRows(lines: Iterable<Line>): Generator<Row> {
  let first = 0
  let cells: string[] = []
  let open: string | undefined
  for (const { number, text } of lines) {
    if (open === undefined) {
      if (text === '') continue
      first = number
      cells = []
    }
    open = withLineEnd(readCells(text, cells, open))
    if (open === undefined) yield { line: first, cells }
    else if (open.length > MAX_VALUE_CHARACTERS) {
      open = undefined
      yield { line: first, cells: [] }
    }
  }
  if (open !== undefined) yield { line: first, cells: [...cells, open] }
}

function withLineEnd(open: string | undefined): string | undefined {
  return open === undefined ? undefined : `${open}\n`
}

/** Adds the cells of a line. What is left is the beginning of a quoted cell that goes on in the next line. */
function readCells(text: string, cells: string[], open: string | undefined): string | undefined {
  let position = 0
  let before = open
  while (position <= text.length) {
    const isQuoted = before !== undefined || text[position] === '"'
    const from = isQuoted && before === undefined ? position + 1 : position
    const close = isQuoted ? closingQuote(text, from) : from
    const quoted = isQuoted ? (before ?? '') + text.slice(from, close).replaceAll('""', '"') : ''
    if (close === undefined) return quoted
    const end = cellEnd(text, close)
    cells.push(quoted + text.slice(isQuoted ? close + 1 : close, end))
    before = undefined
    position = end + 1
  }
  return undefined
}

function cellEnd(text: string, from: number): number {
  const comma = text.indexOf(',', from)
  return comma === -1 ? text.length : comma
}

function closingQuote(text: string, from: number): number | undefined {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at
  }
  return undefined
}

function named(header: readonly string[], cells: readonly string[]): JsonObject {
  return Object.fromEntries(
    header.flatMap((name, index) => {
      const cell = cells[index]
      return cell === undefined || cell === '' ? [] : [[name, cell]]
    }),
  )
}
