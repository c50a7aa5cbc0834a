const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+|\s+/y

/** One lexical piece of a line of JSON, and where it ends. */
export interface Token {
  readonly text: string
  readonly end: number
}

/** The tokens of a line. It ends early where a text is cut: JSON keeps no line end within a text. */
export function* tokensOf(line: string): Generator<Token> {
  TOKEN.lastIndex = 0
  let end = 0
  while (end < line.length) {
    TOKEN.lastIndex = end
    const text = TOKEN.exec(line)?.[0]
    if (text === undefined) return
    end = TOKEN.lastIndex
    if (text.trim() !== '') yield { text, end }
  }
}
