import type { TextPiece } from '#contract/diff.ts'

/** Characters that are left out of a long line. */
export interface Gap {
  readonly hidden: number
}

const LONGEST_SAME = 240
const SHOWN_AROUND = 80
const LONGEST_PIECE = 4_000

/** A long line as what differs in it and a little around. */
export function shortenPieces(pieces: readonly TextPiece[]): (TextPiece | Gap)[] {
  return pieces.flatMap((piece, index): (TextPiece | Gap)[] => {
    if (piece.change === 'same' && pieces.length > 1) {
      return shortenSame(piece.text, index > 0, index < pieces.length - 1)
    }
    if (piece.text.length <= LONGEST_PIECE) return [piece]
    return [
      { ...piece, text: piece.text.slice(0, LONGEST_PIECE) },
      { hidden: piece.text.length - LONGEST_PIECE },
    ]
  })
}

function shortenSame(text: string, hasBefore: boolean, hasAfter: boolean): (TextPiece | Gap)[] {
  const change = 'same'
  if (text.length <= LONGEST_SAME) return [{ change, text }]
  const head = hasBefore ? text.slice(0, SHOWN_AROUND) : ''
  const tail = hasAfter ? text.slice(text.length - SHOWN_AROUND) : ''
  const kept = (part: string): TextPiece[] => (part === '' ? [] : [{ change, text: part }])
  return [...kept(head), { hidden: text.length - head.length - tail.length }, ...kept(tail)]
}
