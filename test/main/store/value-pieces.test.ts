import { expect, test } from 'vitest'
import { type CarriedBlock, cutIntoPieces, type Piece, spell } from '../../../src-main/store/value-pieces.ts'
import { createRandom, randomText } from '../../support/random.ts'

function together(pieces: readonly Piece[], blocks: readonly CarriedBlock[]): Buffer {
  const textOf = (key: number) => blocks.find(({ blockKey }) => blockKey === key)?.text ?? ''
  return Buffer.concat(
    pieces.map(piece =>
      piece.kind === 'bytes' ? piece.bytes : spell(textOf(piece.blockKey), piece.spelling),
    ),
  )
}

const keysOf = (pieces: readonly Piece[]) =>
  pieces.flatMap(piece => (piece.kind === 'block' ? [piece.blockKey] : []))

function asPythonWrites(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function asGoWrites(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
}

test.each([
  ['JavaScript', JSON.stringify],
  ['Python', asPythonWrites],
  ['Go', asGoWrites],
  ['plain text', String],
])('texts are found in what %s writes, and put together again byte for byte', (_, write) => {
  const random = createRandom(7)
  const texts = Array.from({ length: 20 }, () => randomText(random, 30))
  const blocks = texts.map((text, index) => ({ blockKey: index + 1, text }))
  const value = Buffer.from(texts.map(text => `{"role":"user","content":${write(text)}}`).join(',\n'))

  const pieces = cutIntoPieces(value, blocks)

  expect(keysOf(pieces)).toEqual(blocks.map(({ blockKey }) => blockKey))
  expect(together(pieces, blocks).equals(value)).toBe(true)
})

test('whatever the blocks are, the pieces are the value', () => {
  const random = createRandom(11)
  for (let round = 0; round < 200; round++) {
    const blocks = Array.from({ length: random.below(12) }, (_, index) => ({
      blockKey: index + 1,
      text: randomText(random, random.below(40)),
    }))
    const parts = Array.from({ length: random.below(12) }, () => {
      const text = blocks[random.below(blocks.length)]?.text ?? randomText(random, 10)
      return random.pick([JSON.stringify, asPythonWrites, String])(text)
    })
    const value = Buffer.from(parts.join(random.pick([',', '', '\n'])))

    const pieces = cutIntoPieces(value, blocks)

    expect(together(pieces, blocks).equals(value)).toBe(true)
  }
})

test('a text that begins like another is told from it', () => {
  const start = 'You are a careful assistant who always answers in whole sentences, '
  const blocks = [
    { blockKey: 1, text: `${start}in French.` },
    { blockKey: 2, text: `${start}in Danish.` },
  ]

  const pieces = cutIntoPieces(Buffer.from(JSON.stringify(blocks[1]?.text)), blocks)

  expect(keysOf(pieces)).toEqual([2])
})

test('a text with half a character stays in the value, since no store gives it back', () => {
  const text = `${'x'.repeat(100)}\ud83d`
  const value = Buffer.from(JSON.stringify(text))

  const pieces = cutIntoPieces(value, [{ blockKey: 1, text }])

  expect(keysOf(pieces)).toEqual([])
  expect(together(pieces, []).equals(value)).toBe(true)
})
