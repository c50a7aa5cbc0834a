import { type Line, MAX_VALUE_CHARACTERS } from '../../importers/imported-file.ts'
import { createMarkFinder, type Mark } from './json-marks.ts'

/** Members of a document whose list can be cut, so that each of its items makes a document alone. */
const LISTS = 'resourceSpans|resourceLogs|resourceMetrics|data|runs|items'
const HEAD = new RegExp(`^\\s*(?:\\[|\\{\\s*"(${LISTS})"\\s*:\\s*\\[)`)
const LIST = new RegExp(`"(${LISTS})"\\s*:\\s*$`)
/** As much of what stands before a bracket as tells which list it opens. */
const NAME_LENGTH = 64

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
  const marksIn = createMarkFinder()
  const place = createPlace()
  const member = createMember(onTooLong)
  let before = ''

  function keep(piece: string): void {
    if (place.isInMember()) member.add(piece)
    else before = (before + piece).slice(-NAME_LENGTH)
  }

  /** Whether what was read up to a bracket belongs together. */
  function isBorder(opens: boolean): boolean {
    return opens ? !place.isInMember() : !place.isInMember() || place.isLastClose()
  }

  function* pass({ mark, line }: Mark): Generator<Line> {
    if (isOpening(mark)) {
      if (place.open(mark, before)) member.begin(line)
    } else if (place.close()) yield* member.end(place.key())
  }

  return {
    *take(text: string): Generator<Line> {
      let start = 0
      for (const mark of marksIn(text)) {
        if (isBorder(isOpening(mark.mark))) {
          const end = isOpening(mark.mark) ? mark.at : mark.at + 1
          keep(text.slice(start, end))
          start = end
        }
        yield* pass(mark)
      }
      keep(text.slice(start))
    },
    rest: () => member.end(place.key()),
  }
}

function isOpening(mark: Mark['mark']): boolean {
  return mark === '{' || mark === '['
}

/** Where in a document the reading is: outside of its lists, between their items, or in one. */
function createPlace() {
  let depth = 0
  let listDepth: number | undefined
  let key: string | undefined

  function openOutside(mark: string, before: string): void {
    const name = LIST.exec(before)?.[1]
    if (mark !== '[' || (depth > 0 && (depth > 1 || name === undefined))) return
    key = depth === 0 ? undefined : name
    listDepth = depth + 1
  }

  return {
    key: () => key,
    isInMember: () => listDepth !== undefined && depth > listDepth,
    /** Whether the next closing bracket ends an item. */
    isLastClose: () => listDepth !== undefined && depth === listDepth + 1,
    /** True when an item begins. */
    open(mark: string, before: string): boolean {
      const isMember = listDepth === depth
      if (listDepth === undefined) openOutside(mark, before)
      depth += 1
      return isMember
    },
    /** True when an item ends. */
    close(): boolean {
      depth = Math.max(0, depth - 1)
      const isMember = listDepth === depth
      if (listDepth !== undefined && depth < listDepth) listDepth = undefined
      return isMember
    },
  }
}

function createMember(onTooLong: (line: number) => void) {
  let parts: string[] = []
  let length = 0
  let firstLine = 0
  return {
    begin(line: number): void {
      firstLine = line
    },
    add(piece: string): void {
      length += piece.length
      if (length > MAX_VALUE_CHARACTERS) parts = []
      else parts.push(piece)
    },
    *end(key: string | undefined): Generator<Line> {
      const text = parts.join('')
      if (length > MAX_VALUE_CHARACTERS) onTooLong(firstLine)
      else if (length > 0)
        yield { number: firstLine, text: key === undefined ? text : `{"${key}":[${text}]}` }
      parts = []
      length = 0
    },
  }
}
