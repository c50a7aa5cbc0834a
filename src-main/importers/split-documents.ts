import { type Line, MAX_VALUE_CHARACTERS } from './imported-file.ts'

/** A JSON document within a file, and the line it starts on. Empty when it was too long to be kept. */
export interface Document {
  readonly line: number
  readonly text: string
}

/**
 * Cuts a file where a line begins without indentation: one document a line, or several lines for each when they
 * are printed with indentation. A damaged document so costs only itself.
 */
export function* splitDocuments(lines: Iterable<Line>): Generator<Document> {
  let first = 0
  let parts: string[] = []
  let length = 0
  for (const { number, text } of lines) {
    if (opensDocument(text)) {
      yield* documentOf(first, parts, length)
      parts = []
      length = 0
    }
    if (parts.length === 0) first = number
    length += text.length
    if (length > MAX_VALUE_CHARACTERS) parts = ['']
    else parts.push(text)
  }
  yield* documentOf(first, parts, length)
}

/** What continues a document is indented or closes it; anything else stands for itself, damaged or not. */
function opensDocument(line: string): boolean {
  return line !== '' && !/^[\s}\],]/.test(line)
}

/** Nothing for an empty document, or for the bare bracket of a list whose members stand on lines of their own. */
function documentOf(line: number, parts: readonly string[], length: number): Document[] {
  if (length > MAX_VALUE_CHARACTERS) return [{ line, text: '' }]
  const text = parts.join('\n')
  const isMember = parts.length === 1 && text.endsWith(',')
  const content = isMember ? text.slice(0, -1) : text
  return /^[\s[\],]*$/.test(content) ? [] : [{ line, text: content }]
}
