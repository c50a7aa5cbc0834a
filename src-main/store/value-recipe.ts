import type { Piece } from './value-pieces.ts'
import { createVarintReader, encodeVarints } from './varint.ts'

/** How a long value is put together: the ends of an earlier value, and pieces between them. */
export interface ValueRecipe {
  /** Undefined when nothing is taken from an earlier value. */
  readonly baseKey: number | undefined
  readonly prefixLength: number
  readonly suffixLength: number
  readonly pieces: readonly Piece[]
}

/** A piece begins with twice its length, or with twice its block key and 1. */
export function encodeRecipe({ baseKey, prefixLength, suffixLength, pieces }: ValueRecipe): Buffer {
  const parts = [encodeVarints(baseKey === undefined ? [0] : [baseKey, prefixLength, suffixLength])]
  for (const piece of pieces) {
    if (piece.kind === 'block') parts.push(encodeVarints([piece.blockKey * 2 + 1, piece.spelling]))
    else if (piece.bytes.length > 0) parts.push(encodeVarints([piece.bytes.length * 2]), piece.bytes)
  }
  return Buffer.concat(parts)
}

export function decodeRecipe(bytes: Buffer): ValueRecipe {
  const reader = createVarintReader(bytes)
  const baseKey = reader.number() || undefined
  const ends =
    baseKey === undefined
      ? { prefixLength: 0, suffixLength: 0 }
      : { prefixLength: reader.number(), suffixLength: reader.number() }
  const pieces: Piece[] = []
  while (reader.hasMore()) {
    const head = reader.number()
    pieces.push(
      head % 2 === 1
        ? { kind: 'block', blockKey: (head - 1) / 2, spelling: reader.number() }
        : { kind: 'bytes', bytes: reader.bytes(head / 2) },
    )
  }
  return { baseKey, ...ends, pieces }
}
