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
/** The blocks of other attributes are not in this value, and each is looked for in vain. */
const MAX_MISSES = 8

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
    pieces.push({ kind: 'bytes', bytes: bytes.subarray(end, found.start) })
    pieces.push({ kind: 'block', blockKey, spelling: found.spelling })
    end = found.end
  }
  pieces.push({ kind: 'bytes', bytes: bytes.subarray(end) })
  return pieces
}

function findText(bytes: Buffer, text: string, from: number) {
  // A lone surrogate does not survive being stored, so the text would be spelt differently when read.
  if (!text.isWellFormed()) return undefined
  const tried = new Set<string>()
  for (const [spelling, spell] of TEXT_SPELLINGS.entries()) {
    const spelt = spell(text)
    if (tried.has(spelt)) continue
    tried.add(spelt)
    const start = bytes.indexOf(spelt, from)
    if (start >= 0) return { start, end: start + Buffer.byteLength(spelt), spelling }
  }
  return undefined
}

export function spell(text: string, spelling: number): Buffer {
  const spellText = TEXT_SPELLINGS[spelling]
  if (spellText === undefined) throw new Error(`A text is spelt in a way unknown here: ${spelling}`)
  return Buffer.from(spellText(text))
}
