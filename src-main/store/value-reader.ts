import type { ReadableDatabase } from './database.ts'
import { createTextReader } from './text-reader.ts'
import { blockTexts, type TextSource } from './text-source.ts'
import { type Piece, spell } from './value-pieces.ts'
import { decodeRecipe, type ValueRecipe } from './value-recipe.ts'

/** A value in parts: along a chain of a hundred values, only the last is worth being put together. */
type Parts = readonly Buffer[]

/** Puts long values together from what they are kept as. */
export function createValueReader(db: ReadableDatabase, texts: TextSource): (valueKey: number) => Buffer {
  const readRecipe = createTextReader(db, texts)
  const readBlock = createTextReader(db, blockTexts)

  function bytesOf(piece: Piece): Buffer {
    if (piece.kind === 'bytes') return piece.bytes
    const text = readBlock(piece.blockKey)
    if (text === undefined) throw new Error(`Block ${piece.blockKey} of a raw value is missing`)
    return spell(text.toString(), piece.spelling)
  }

  function fill(base: Parts, { prefixLength, suffixLength, pieces }: ValueRecipe): Parts {
    const length = base.reduce((sum, part) => sum + part.length, 0)
    return [
      ...between(base, 0, prefixLength),
      ...pieces.map(bytesOf),
      ...between(base, length - suffixLength, length),
    ]
  }

  return valueKey => {
    const chain: ValueRecipe[] = []
    for (let key: number | undefined = valueKey; key !== undefined; ) {
      const text = readRecipe(key)
      if (text === undefined) throw new Error(`Long value ${key} is missing`)
      const recipe = decodeRecipe(text)
      chain.push(recipe)
      key = recipe.baseKey
    }
    return Buffer.concat(chain.reduceRight<Parts>(fill, []))
  }
}

/** The parts of a value that lie between two places of it. */
function between(parts: Parts, start: number, end: number): Buffer[] {
  const found: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const from = Math.max(start - offset, 0)
    const to = Math.min(end - offset, part.length)
    if (from < to) found.push(part.subarray(from, to))
    offset += part.length
  }
  return found
}
