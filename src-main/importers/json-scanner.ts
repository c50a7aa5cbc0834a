const TOKEN = /[{}[\],:]|[^\s"{}[\],:]+|\s+/y
const QUOTE_OR_ESCAPE = /["\\]/g

/** One lexical piece of a line of JSON, and where it ends. */
export interface Token {
  readonly text: string
  readonly end: number
}

/** The tokens of a line. It ends early where a text is cut: JSON keeps no line end within a text. */
export function* tokensOf(line: string): Generator<Token> {
  let start = 0
  while (start < line.length) {
    const end = line[start] === '"' ? endOfText(line, start + 1) : endOfToken(line, start)
    if (end === undefined) return
    const text = line.slice(start, end)
    start = end
    if (text.trim() !== '') yield { text, end }
  }
}

/** Searches instead of matching: a pattern for a whole text runs out of stack on one of megabytes. */
function endOfText(line: string, from: number): number | undefined {
  QUOTE_OR_ESCAPE.lastIndex = from
  for (let found = QUOTE_OR_ESCAPE.exec(line); found !== null; found = QUOTE_OR_ESCAPE.exec(line)) {
    if (found[0] === '"') return found.index + 1
    QUOTE_OR_ESCAPE.lastIndex = found.index + 2
  }
  return undefined
}

function endOfToken(line: string, from: number): number | undefined {
  TOKEN.lastIndex = from
  return TOKEN.test(line) ? TOKEN.lastIndex : undefined
}
