import { parseJson } from '../base/json.ts'

/** What becomes of what a JSON text holds. */
export interface JsonEdit {
  /** The text that takes the place of a member's whole value, or undefined to read on in it. */
  member(key: string, source: () => string): string | undefined
  /** A string, or a number as it is spelled. */
  text(text: string): string
}

export interface RewrittenJson {
  readonly text: string
  /** False when the text only began like JSON; what was read of it was rewritten all the same. */
  readonly isWhole: boolean
}

interface Scan {
  readonly text: string
  readonly edit: JsonEdit
  readonly pieces: string[]
  readonly open: ('{' | '[')[]
  /** Up to here everything is in `pieces`. */
  kept: number
  at: number
  /** The member whose value comes next. */
  key: string | undefined
  isWhole: boolean
}

/** What stands alone: a number, true, false, null. */
const SCALAR = /[^\s"{}[\],:]+/y
const VALID_SCALAR = /^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/
const COLON_AHEAD = /^\s*:/
/** Shorter numbers hold no secret, and nearly all are shorter. */
const MIN_NUMBER_LENGTH = 10

const OPENING = /^\s*[[{]/

export function startsLikeJson(text: string): boolean {
  return OPENING.test(text.slice(0, 64))
}

/** Rewrites the texts within a JSON text and leaves everything between them as it is spelled. */
export function rewriteJson(text: string, edit: JsonEdit): RewrittenJson {
  const scan: Scan = { text, edit, pieces: [], kept: 0, at: 0, open: [], key: undefined, isWhole: true }
  while (scan.at < text.length) readToken(scan)
  const isWhole = scan.isWhole && scan.open.length === 0
  if (scan.pieces.length === 0) return { text, isWhole }
  scan.pieces.push(text.slice(scan.kept))
  return { text: scan.pieces.join(''), isWhole }
}

function readToken(scan: Scan): void {
  const character = scan.text[scan.at]
  if (character === '"') readString(scan)
  else if (character === '{' || character === '[') readOpening(scan)
  else if (character === '}' || character === ']') readClosing(scan)
  else readBetween(scan)
}

function readString(scan: Scan): void {
  const { text, at, key, edit } = scan
  const end = stringEnd(text, at)
  if (end === undefined) scan.isWhole = false
  scan.at = end ?? text.length
  const content = unquoted(text.slice(at + 1, end === undefined ? text.length : end - 1))
  if (key === undefined && scan.open.at(-1) === '{' && COLON_AHEAD.test(text.slice(scan.at, scan.at + 16))) {
    scan.key = content
    replace(scan, at, content, edit.text(content))
    return
  }
  scan.key = undefined
  replace(scan, at, content, (key !== undefined && edit.member(key, () => content)) || edit.text(content))
}

function readOpening(scan: Scan): void {
  const { text, at, key, edit } = scan
  scan.key = undefined
  const marker = key === undefined ? undefined : edit.member(key, () => text.slice(at, closingEnd(text, at)))
  if (marker === undefined) {
    scan.open.push(text[at] === '{' ? '{' : '[')
    scan.at += 1
    return
  }
  scan.at = closingEnd(text, at)
  replace(scan, at, '', marker)
}

function readClosing(scan: Scan): void {
  const opened = scan.open.pop()
  if (opened !== (scan.text[scan.at] === '}' ? '{' : '[')) scan.isWhole = false
  scan.key = undefined
  scan.at += 1
}

/** What stands outside of strings: white space, commas, colons, and what stands alone. */
function readBetween(scan: Scan): void {
  const { text, at, key, edit } = scan
  SCALAR.lastIndex = at
  const scalar = SCALAR.exec(text)?.[0]
  scan.at += scalar?.length ?? 1
  if (scalar === undefined) {
    if (text[at] === ',') scan.key = undefined
    return
  }
  scan.key = undefined
  if (!VALID_SCALAR.test(scalar)) scan.isWhole = false
  const marker = key === undefined || scalar === 'null' ? undefined : edit.member(key, () => scalar)
  replace(scan, at, scalar, marker ?? (scalar.length < MIN_NUMBER_LENGTH ? scalar : edit.text(scalar)))
}

/** Puts a string where the token from `start` on stood, if it has become another. */
function replace(scan: Scan, start: number, before: string, after: string): void {
  if (after === before) return
  scan.pieces.push(scan.text.slice(scan.kept, start), JSON.stringify(after))
  scan.kept = scan.at
}

/** Behind the closing quote. */
function stringEnd(text: string, start: number): number | undefined {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0
    while (text[quote - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return quote + 1
  }
  return undefined
}

/** Behind the bracket that closes the one at `start`, or the end of the text. */
function closingEnd(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const character = text[at]
    if (character === '"') at = (stringEnd(text, at) ?? text.length) - 1
    else if (character === '{' || character === '[') depth += 1
    else if (character === '}' || character === ']') depth -= 1
    if (depth === 0) return at + 1
  }
  return text.length
}

function unquoted(content: string): string {
  if (!content.includes('\\')) return content
  const parsed = parseJson(`"${content}"`)
  return typeof parsed === 'string' ? parsed : content
}
