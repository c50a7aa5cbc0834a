import { type Line, MAX_VALUE_CHARACTERS } from '../../importers/imported-file.ts'

/** The text of bytes that come in pieces; a character that is cut is put together again. */
export function* textOf(chunks: Iterable<Uint8Array>): Generator<string> {
  const decoder = new TextDecoder('utf-8')
  for (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

/** The lines of a text that comes in pieces. One that is too long is left out and told. */
export function* linesOf(
  texts: Iterable<string>,
  firstNumber: number,
  onTooLong: (line: number) => void,
): Generator<Line> {
  let number = firstNumber
  let parts: string[] = []
  let length = 0

  function add(piece: string): void {
    length += piece.length
    if (length > MAX_VALUE_CHARACTERS) parts = []
    else parts.push(piece)
  }

  function* end(): Generator<Line> {
    const text = parts.join('')
    if (length > MAX_VALUE_CHARACTERS) onTooLong(number)
    else yield { number, text: text.endsWith('\r') ? text.slice(0, -1) : text }
    number += 1
    parts = []
    length = 0
  }

  for (const text of texts) {
    let start = 0
    for (let newline = text.indexOf('\n'); newline !== -1; newline = text.indexOf('\n', start)) {
      add(text.slice(start, newline))
      start = newline + 1
      yield* end()
    }
    if (start < text.length) add(text.slice(start))
  }
  if (length > 0) yield* end()
}
