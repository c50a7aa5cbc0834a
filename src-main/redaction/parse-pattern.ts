import {
  type CharRange,
  complement,
  digits,
  notLineEnds,
  spaces,
  withBothCases,
  wordCharacters,
} from './char-set.ts'

export type PatternNode =
  | { readonly kind: 'set'; readonly ranges: readonly CharRange[] }
  | { readonly kind: 'sequence'; readonly nodes: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly nodes: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly node: PatternNode; readonly min: number; readonly max: number }
  | { readonly kind: 'assert'; readonly where: Place }
export type Place = 'start' | 'end' | 'boundary' | 'inside'

/** What is wrong with a pattern, for the person who wrote it. */
export class PatternError extends Error {
  override readonly name = 'PatternError'
}

interface Cursor {
  readonly text: string
  readonly ignoreCase: boolean
  at: number
  depth: number
}

const MAX_REPEAT = 1000
const MAX_DEPTH = 50

/** Reads the part of JavaScript's patterns that can be matched in one pass over a text. */
export function parsePattern(text: string, ignoreCase: boolean): PatternNode {
  const cursor: Cursor = { text, ignoreCase, at: 0, depth: 0 }
  const node = parseChoice(cursor)
  if (cursor.at < text.length) throw new PatternError('There is a ")" without its "(".')
  return node
}

function parseChoice(cursor: Cursor): PatternNode {
  const nodes = [parseSequence(cursor)]
  while (takeIf(cursor, '|')) nodes.push(parseSequence(cursor))
  return nodes.length === 1 && nodes[0] !== undefined ? nodes[0] : { kind: 'choice', nodes }
}

function parseSequence(cursor: Cursor): PatternNode {
  const nodes: PatternNode[] = []
  for (let next = peek(cursor); next !== undefined && next !== '|' && next !== ')'; next = peek(cursor)) {
    nodes.push(parseRepeat(cursor, parseAtom(cursor)))
  }
  return { kind: 'sequence', nodes }
}

function parseRepeat(cursor: Cursor, node: PatternNode): PatternNode {
  const bounds = takeBounds(cursor)
  if (bounds === undefined) return node
  const [min, max] = bounds
  if (node.kind === 'assert') throw new PatternError('There is nothing to repeat.')
  if (peek(cursor) === '?' || peek(cursor) === '+') {
    throw new PatternError(
      'The longest match is always taken, so "*?", "+?" and the like are not known here.',
    )
  }
  if (takeBounds(cursor) !== undefined) throw new PatternError('There is nothing to repeat.')
  if (min > max || Math.max(min, max === Infinity ? 0 : max) > MAX_REPEAT) {
    throw new PatternError(`A repetition goes up to ${MAX_REPEAT}, from less to more.`)
  }
  return { kind: 'repeat', node, min, max }
}

function takeBounds(cursor: Cursor): readonly [min: number, max: number] | undefined {
  if (takeIf(cursor, '*')) return [0, Infinity]
  if (takeIf(cursor, '+')) return [1, Infinity]
  if (takeIf(cursor, '?')) return [0, 1]
  const braces = takeMatch(cursor, /\{(\d{1,6})(,?)(\d{0,6})\}/y)
  if (braces === undefined) return undefined
  const [, min = '', comma, max = ''] = braces
  if (comma === '') return [Number(min), Number(min)]
  return [Number(min), max === '' ? Infinity : Number(max)]
}

function parseAtom(cursor: Cursor): PatternNode {
  const next = take(cursor)
  switch (next) {
    case '(':
      return parseGroup(cursor)
    case '[':
      return { kind: 'set', ranges: parseClass(cursor) }
    case '.':
      return { kind: 'set', ranges: notLineEnds }
    case '^':
      return { kind: 'assert', where: 'start' }
    case '$':
      return { kind: 'assert', where: 'end' }
    case '\\':
      return parseEscape(cursor)
    case '*':
    case '+':
    case '?':
      throw new PatternError(`There is nothing before "${next}" to repeat.`)
    default:
      return { kind: 'set', ranges: cased(cursor, [rangeOf(next)]) }
  }
}

function parseGroup(cursor: Cursor): PatternNode {
  if (takeIf(cursor, '?')) {
    if (!takeIf(cursor, ':') && takeMatch(cursor, /<\w+>/y) === undefined) {
      throw new PatternError('Looking ahead or behind cannot be matched in one pass over a text.')
    }
  }
  cursor.depth += 1
  if (cursor.depth > MAX_DEPTH) throw new PatternError('The groups are nested too deeply.')
  const node = parseChoice(cursor)
  cursor.depth -= 1
  if (!takeIf(cursor, ')')) throw new PatternError('There is a "(" without its ")".')
  return node
}

function parseEscape(cursor: Cursor): PatternNode {
  const next = peek(cursor)
  if (next === 'b' || next === 'B') {
    cursor.at += 1
    return { kind: 'assert', where: next === 'b' ? 'boundary' : 'inside' }
  }
  return { kind: 'set', ranges: cased(cursor, escaped(cursor)) }
}

/** The characters that what follows a backslash stands for. */
function escaped(cursor: Cursor): readonly CharRange[] {
  const code = takeMatch(cursor, /x([\da-f]{2})|u([\da-f]{4})/iy)
  if (code !== undefined) return [rangeOf(String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? '', 16)))]
  const next = take(cursor)
  const named = NAMED_SETS[next]
  if (named !== undefined) return named
  const control = CONTROLS[next]
  if (control !== undefined) return [rangeOf(control)]
  if (/[1-9k]/.test(next)) {
    throw new PatternError('Referring back to a group cannot be matched in one pass over a text.')
  }
  if (/[a-z]/i.test(next)) throw new PatternError(`"\\${next}" is not known here.`)
  return [rangeOf(next)]
}

const NAMED_SETS: Readonly<Record<string, readonly CharRange[]>> = {
  d: digits,
  D: complement(digits),
  w: wordCharacters,
  W: complement(wordCharacters),
  s: spaces,
  S: complement(spaces),
}
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', 0: '\0' }

function parseClass(cursor: Cursor): readonly CharRange[] {
  const isNegated = takeIf(cursor, '^')
  const ranges: CharRange[] = []
  while (!takeIf(cursor, ']')) {
    const from = classAtom(cursor)
    const isRange = peek(cursor) === '-' && cursor.text[cursor.at + 1] !== ']' && isSingle(from)
    if (!isRange) {
      ranges.push(...from)
      continue
    }
    cursor.at += 1
    const to = classAtom(cursor)
    const [first, last] = [from[0]?.[0] ?? 0, to[0]?.[0] ?? 0]
    if (!isSingle(to) || first > last)
      throw new PatternError('A range in "[…]" goes from one character up to another.')
    ranges.push([first, last])
  }
  const all = cased(cursor, ranges)
  return isNegated ? complement(all) : all
}

function classAtom(cursor: Cursor): readonly CharRange[] {
  const next = take(cursor, 'There is a "[" without its "]".')
  if (next !== '\\') return [rangeOf(next)]
  return takeIf(cursor, 'b') ? [rangeOf('\b')] : escaped(cursor)
}

function isSingle(ranges: readonly CharRange[]): boolean {
  return ranges.length === 1 && ranges[0]?.[0] === ranges[0]?.[1]
}

function cased({ ignoreCase }: Cursor, ranges: readonly CharRange[]): readonly CharRange[] {
  return ignoreCase ? withBothCases(ranges) : ranges
}

function rangeOf(character: string): CharRange {
  return [character.charCodeAt(0), character.charCodeAt(0)]
}

function peek({ text, at }: Cursor): string | undefined {
  return text[at]
}

function take(cursor: Cursor, atEnd = 'The pattern ends after a backslash.'): string {
  const next = peek(cursor)
  if (next === undefined) throw new PatternError(atEnd)
  cursor.at += 1
  return next
}

function takeIf(cursor: Cursor, character: string): boolean {
  const is = peek(cursor) === character
  if (is) cursor.at += 1
  return is
}

/** The expression is sticky. */
function takeMatch(cursor: Cursor, expression: RegExp): RegExpExecArray | undefined {
  expression.lastIndex = cursor.at
  const match = expression.exec(cursor.text) ?? undefined
  if (match !== undefined) cursor.at += match[0].length
  return match
}
