/** A line of a file without its end, numbered from 1. */
export interface Line {
  readonly number: number
  readonly text: string
}

/** A file to import. Read by lines, one of gigabytes is never in memory as a whole. */
export interface ImportedFile {
  /** For messages. Formats are told by content. */
  readonly name: string
  /** The first 64 Ki characters, without a byte order mark. */
  readonly head: string
  /** The lines from the start; each call starts anew. */
  lines(): Iterable<Line>
  /** Lines before this one were read before, and what they tell alone need not be told again. */
  readonly newFromLine?: number
}

export const HEAD_CHARACTERS = 65_536

/** A line, a cell or a JSON value longer than this is left out: it would have to be in memory as a whole. */
export const MAX_VALUE_CHARACTERS = 64 * 1024 * 1024
export const TOO_LONG = 'It is longer than 64 MiB, the most that is read in one piece.'

/** A file whose text is already here. */
export function fileOfText(name: string, text: string): ImportedFile {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text
  return {
    name,
    head: content.slice(0, HEAD_CHARACTERS),
    lines: () => linesOf(content),
  }
}

function* linesOf(text: string): Generator<Line> {
  let start = 0
  for (let number = 1; start < text.length; number++) {
    const newline = text.indexOf('\n', start)
    const end = newline === -1 ? text.length : newline
    yield { number, text: text.slice(start, text[end - 1] === '\r' ? end - 1 : end) }
    start = end + 1
  }
}
