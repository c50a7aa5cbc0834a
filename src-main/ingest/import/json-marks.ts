const MARKS = /["{}[\]\n]/g
const TEXT_END_OR_ESCAPE = /["\\\n]/g

/** A bracket outside of texts, and where in its piece it stands. */
export interface Mark {
  readonly mark: '{' | '}' | '[' | ']'
  readonly at: number
  readonly line: number
}

/** Finds the brackets of JSON that comes in pieces. A text that is damaged by a line end is over there. */
export function createMarkFinder() {
  let line = 1
  let isInText = false
  let isEscaped = false

  /** Where the text that is open ends; the end of the piece when it goes on. */
  function endOfText(piece: string, from: number): number {
    TEXT_END_OR_ESCAPE.lastIndex = isEscaped ? from + 1 : from
    isEscaped = false
    for (let found = next(piece); found !== null; found = next(piece)) {
      if (found[0] !== '\\') {
        isInText = false
        if (found[0] === '\n') line += 1
        return found.index + 1
      }
      isEscaped = found.index + 1 === piece.length
      TEXT_END_OR_ESCAPE.lastIndex = found.index + 2
    }
    return piece.length
  }

  return function* marksIn(piece: string): Generator<Mark> {
    let at = isInText ? endOfText(piece, 0) : 0
    while (at < piece.length) {
      MARKS.lastIndex = at
      const found = MARKS.exec(piece)
      if (found === null) return
      const [mark] = found
      at = found.index + 1
      if (mark === '\n') line += 1
      else if (mark === '"') {
        isInText = true
        at = endOfText(piece, at)
      } else yield { mark: mark as Mark['mark'], at: found.index, line }
    }
  }
}

function next(piece: string): RegExpExecArray | null {
  return TEXT_END_OR_ESCAPE.exec(piece)
}
