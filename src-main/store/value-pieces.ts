import { TEXT_SPELLINGS } from './text-spellings.ts'

/** A block that the span of a raw value carries. */
export interface CarriedBlock {
  readonly blockKey: number
  readonly text: string
}

/** What a value is put together from. */
export type Piece =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'block'; readonly blockKey: number; readonly spelling: number }

/** A shorter text costs less than naming it. */
export const MIN_BLOCK_CHARACTERS = 64
/** The blocks of other attributes are not in this value: after so many in a row that are not, it holds no more. */
const MAX_MISSES = 16
/** A block is looked for this far behind the one before it. */
const SEARCHED_BYTES = 64 * 1024
/** Texts that begin alike are told apart where they are found; of those found, so many are compared. */
const MAX_BEGINNINGS = 4
const BEGINNING_CHARACTERS = 32

/** Finds the blocks within a value, in order. Each is found as the very bytes it is spelt with, or not at all. */
export function cutIntoPieces(bytes: Buffer, blocks: Iterable<CarriedBlock>): readonly Piece[] {
  const pieces: Piece[] = []
  let end = 0
  let misses = 0
  for (const { blockKey, text } of blocks) {
    if (bytes.length - end < MIN_BLOCK_CHARACTERS || misses > MAX_MISSES) break
    if (text.length < MIN_BLOCK_CHARACTERS) continue
    const found = findText(bytes, text, end)
    if (found === undefined) {
      misses += 1
      continue
    }
    misses = 0
    pieces.push({ kind: 'bytes', bytes: bytes.subarray(end, found.start) })
    pieces.push({ kind: 'block', blockKey, spelling: found.spelling })
    end = found.end
  }
  pieces.push({ kind: 'bytes', bytes: bytes.subarray(end) })
  return pieces
}

interface FoundText {
  readonly start: number
  readonly end: number
  readonly spelling: number
}

function findText(bytes: Buffer, text: string, from: number): FoundText | undefined {
  const searched = beginningOf(text)
  const window = bytes.subarray(0, from + SEARCHED_BYTES)
  const missing = new Set<string>()
  for (const [spelling, spellText] of TEXT_SPELLINGS.entries()) {
    const begin = spellText(searched)
    if (missing.has(begin)) continue
    let start = window.indexOf(begin, from)
    if (start < 0) {
      missing.add(begin)
      continue
    }
    // A lone surrogate does not survive being stored, so the text would be spelt differently when read.
    if (!text.isWellFormed()) return undefined
    const spelt = Buffer.from(spellText(text))
    for (let tries = 0; start >= 0 && tries < MAX_BEGINNINGS; tries++) {
      const end = start + spelt.length
      if (bytes.subarray(start, end).equals(spelt)) return { start, end, spelling }
      start = window.indexOf(begin, start + 1)
    }
  }
  return undefined
}

/** Not cut within a pair of surrogates. */
function beginningOf(text: string): string {
  const beginning = text.slice(0, BEGINNING_CHARACTERS)
  return beginning.isWellFormed() ? beginning : beginning.slice(0, -1)
}

export function spell(text: string, spelling: number): Buffer {
  const spellText = TEXT_SPELLINGS[spelling]
  if (spellText === undefined) throw new Error(`A text is spelt in a way unknown here: ${spelling}`)
  return Buffer.from(spellText(text))
}
