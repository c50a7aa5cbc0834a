import { expect, test } from 'vitest'
import { foldText, splitIntoPieces } from '../../../src-renderer/format/cut-text.ts'

const fold = { maxLines: 3, maxCharacters: 20 }

test('short text is not folded', () => {
  expect(foldText('one\ntwo', fold)).toBeUndefined()
  expect(foldText('one\ntwo\nthree', fold)).toBeUndefined()
})

test('text with many lines folds after the last one that is allowed', () => {
  expect(foldText('one\ntwo\nthree\nfour', fold)).toBe('one\ntwo\nthree')
})

test('one endless line folds at the character limit', () => {
  expect(foldText('x'.repeat(10_000_000), fold)).toBe('x'.repeat(20))
})

test('a character of two halves is never parted', () => {
  const text = `${'x'.repeat(19)}👍👍`

  expect(foldText(text, fold)).toBe('x'.repeat(19))
  expect(splitIntoPieces(text, 20)[0]).toBe('x'.repeat(19))
})

test('the pieces of a text are the text again', () => {
  const text = `${'a line of words\n'.repeat(50)}${'x'.repeat(500)}`

  const pieces = splitIntoPieces(text, 120)

  expect(pieces.join('')).toBe(text)
  expect(Math.max(...pieces.map(piece => piece.length))).toBeLessThanOrEqual(120)
})
