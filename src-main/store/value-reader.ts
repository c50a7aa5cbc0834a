import type { ReadableDatabase } from './database.ts'
import { createTextReader } from './text-reader.ts'
import { blockTexts, type TextSource } from './text-source.ts'
import { type Piece, spell } from './value-pieces.ts'
import { decodeRecipe, type ValueRecipe } from './value-recipe.ts'

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

  function fill(base: Buffer, { prefixLength, suffixLength, pieces }: ValueRecipe): Buffer {
    return Buffer.concat([
      base.subarray(0, prefixLength),
      ...pieces.map(bytesOf),
      base.subarray(base.length - suffixLength),
    ])
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
    return chain.reduceRight<Buffer>(fill, Buffer.alloc(0))
  }
}
