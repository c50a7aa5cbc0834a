import { type Line, MAX_VALUE_CHARACTERS } from './imported-file.ts'
import { tokensOf } from './json-scanner.ts'
import type { Document } from './split-documents.ts'

/**
 * The values of a file one by one, so that a long list need not be in memory: each document of the file, or
 * where one is a list, each of its members. A damaged value ends where a line begins with the next object.
 */
export function* splitValues(lines: Iterable<Line>): Generator<Document> {
  const cutter = createCutter()
  for (const line of lines) yield* cutter.take(line)
  yield* cutter.rest()
}

const STEPS: ReadonlyMap<string, number> = new Map([
  ['{', 1],
  ['[', 1],
  ['}', -1],
  [']', -1],
])

function createCutter() {
  let isInList = false
  let depth = 0
  let first = 0
  let parts: string[] = []
  let length = 0

  function* rest(): Generator<Document> {
    if (parts.length > 0) yield { line: first, text: parts.join('\n') }
    parts = []
    length = 0
    depth = 0
  }

  function keep(piece: string, number: number): void {
    const text = parts.length === 0 ? piece.trim() : piece
    if (text.trim() === '') return
    if (parts.length === 0) first = number
    length += text.length
    if (length > MAX_VALUE_CHARACTERS) parts = ['']
    else parts.push(text)
  }

  /** What stands between values belongs to none of them. */
  function isSeparator(piece: string): boolean {
    if (depth > 0 || parts.length > 0) return false
    const token = piece.trim()
    if (token === '[' && !isInList) isInList = true
    else if (token === ']') isInList = false
    else return token === ','
    return true
  }

  /** Whether a value ends here. Outside of a list whatever is no object or list is damage, and stays together. */
  function closes(token: string): boolean {
    depth += STEPS.get(token) ?? 0
    return depth <= 0 && (isInList || STEPS.has(token))
  }

  function* take({ number, text }: Line): Generator<Document> {
    if (text.startsWith('{')) yield* rest()
    let start = 0
    for (const { text: token, end } of tokensOf(text)) {
      if (isSeparator(text.slice(start, end))) start = end
      else if (closes(token)) {
        keep(text.slice(start, end), number)
        start = end
        yield* rest()
      }
    }
    keep(text.slice(start), number)
    if (depth <= 0) yield* rest()
  }

  return { take, rest }
}
