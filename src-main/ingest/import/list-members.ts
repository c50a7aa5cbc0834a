import { type Line, MAX_VALUE_CHARACTERS } from '../../importers/imported-file.ts'

/** Members of a document whose list can be cut, so that each of its items makes a document alone. */
const LISTS = 'resourceSpans|resourceLogs|resourceMetrics|data|runs|items'
const HEAD = new RegExp(`^\\s*(?:\\[|\\{\\s*"(${LISTS})"\\s*:\\s*\\[)`)
const LIST = new RegExp(`"(${LISTS})"\\s*:\\s*$`)
const MARKS = /["{}[\]\n]/g
const QUOTE_OR_ESCAPE = /["\\\n]/g

/** Whether this is the beginning of a document that is, or begins with, a list of many. */
export function beginsWithList(head: string): boolean {
  return HEAD.test(head)
}

/**
 * The items of the lists in a document too large for memory, each as the line of a document of its own:
 * `{"resourceSpans":[…]}` becomes one such document for each of its members. What stands beside the lists is left out.
 */
export function* listMembers(texts: Iterable<string>, onTooLong: (line: number) => void): Generator<Line> {
  const cutter = createCutter(onTooLong)
  for (const text of texts) yield* cutter.take(text)
  yield* cutter.rest()
}

function createCutter(onTooLong: (line: number) => void) {
  let line = 1
  let depth = 0
  let isInText = false
  let isEscaped = false
  /** The depth of the list that is being cut; undefined outside of one. */
  let listDepth: number | undefined
  let key: string | undefined
  /** The end of what stands before a bracket, to tell which list it opens. */
  let before = ''
  let parts: string[] = []
  let length = 0
  let firstLine = 0
  let isInMember = false

  function keep(piece: string): void {
    if (!isInMember) {
      before = (before + piece).slice(-64)
      return
    }
    length += piece.length
    if (length > MAX_VALUE_CHARACTERS) parts = []
    else parts.push(piece)
  }

  function* rest(): Generator<Line> {
    if (!isInMember) return
    const text = parts.join('')
    if (length > MAX_VALUE_CHARACTERS) onTooLong(firstLine)
    else yield { number: firstLine, text: key === undefined ? text : `{"${key}":[${text}]}` }
    parts = []
    length = 0
    isInMember = false
  }

  function open(mark: string): void {
    if (listDepth === undefined && mark === '[') {
      const name = LIST.exec(before)?.[1]
      if (depth === 0 || (depth === 1 && name !== undefined)) {
        key = name
        listDepth = depth + 1
      }
    } else if (listDepth === depth && !isInMember) {
      isInMember = true
      firstLine = line
    }
    depth += 1
  }

  function* close(): Generator<Line> {
    depth = Math.max(0, depth - 1)
    if (listDepth === undefined) return
    if (depth === listDepth) yield* rest()
    else if (depth < listDepth) listDepth = undefined
  }

  /** Where the text that is open ends; the end of what there is when it goes on. */
  function endOfText(text: string, from: number): number {
    let at = from
    if (isEscaped) at += 1
    isEscaped = false
    QUOTE_OR_ESCAPE.lastIndex = at
    for (let found = QUOTE_OR_ESCAPE.exec(text); found !== null; found = QUOTE_OR_ESCAPE.exec(text)) {
      if (found[0] !== '\\') {
        // A text holds no line end: where there is one, the text is damaged and ends.
        isInText = false
        if (found[0] === '\n') line += 1
        return found.index + 1
      }
      if (found.index + 1 === text.length) isEscaped = true
      QUOTE_OR_ESCAPE.lastIndex = found.index + 2
    }
    return text.length
  }

  function* take(text: string): Generator<Line> {
    let start = 0
    let at = isInText ? endOfText(text, 0) : 0
    while (at < text.length) {
      MARKS.lastIndex = at
      const found = MARKS.exec(text)
      if (found === null) break
      const [mark] = found
      at = found.index + 1
      if (mark === '\n') line += 1
      else if (mark === '"') {
        isInText = true
        at = endOfText(text, at)
      } else if (mark === '{' || mark === '[') {
        if (!isInMember) {
          keep(text.slice(start, found.index))
          start = found.index
        }
        open(mark)
      } else {
        if (isInMember && depth - 1 === listDepth) {
          keep(text.slice(start, at))
          start = at
        }
        yield* close()
      }
    }
    keep(text.slice(start))
  }

  return { take, rest }
}
