import { expect, test } from 'vitest'
import { printableLine, printableText } from '../../../src-main/base/printable-text.ts'

test('what would move a cursor, retitle a window or turn text around is marked', () => {
  expect(printableText('a\u001b[2Jb\u0007c\u009bd\u202ee\u200bf\u{e0041}')).toBe('a�[2Jb�c�d�e�f�')
})

test('tabs, newlines, accents and emoji pass, and Windows line ends become plain ones', () => {
  expect(printableText('a\tb\r\nç 👩‍🚀 日本')).toBe('a\tb\nç 👩‍🚀 日本')
})

test('a line has no breaks and is cut with a mark', () => {
  expect(printableLine('one\n  two\tthree', 40)).toBe('one two three')
  expect(printableLine('abcdef', 4)).toBe('abc…')
})
