import { expect, test } from 'vitest'
import { toSegments, toVisible } from '../../../src-renderer/format/visible-text.ts'

test('ordinary text in any script is one piece', () => {
  for (const text of ['plain\n\ttext', 'naïve café', '日本語', 'שלום', 'می‌خواهم', '👩‍👩‍👧 family']) {
    expect(toSegments(text)).toEqual([{ type: 'text', text }])
  }
})

test('characters that turn the reading direction are named', () => {
  expect(toVisible('photo\u202egpj.exe')).toBe('photo⟨U+202E⟩gpj.exe')
})

test('zero-width characters between letters are named', () => {
  expect(toVisible('pass\u200bword')).toBe('pass⟨U+200B⟩word')
  expect(toVisible('a\u200db')).toBe('a⟨U+200D⟩b')
})

test('text hidden in tag characters and variation selectors is seen', () => {
  expect(toVisible('hi\u{e0041}\u{e0042}')).toContain('U+E0041')
  expect(toVisible('hi\u{e0100}')).toContain('U+E0100')
})

test('terminal escapes, NUL and halves of surrogate pairs are named', () => {
  expect(toVisible('\u001b[31mred')).toBe('⟨ESC⟩[31mred')
  expect(toVisible('a\u0000b')).toBe('a⟨U+0000⟩b')
  expect(toVisible('a\ud800b')).toBe('a⟨U+D800⟩b')
})

test('a carriage return before a newline is only a line end', () => {
  expect(toSegments('one\r\ntwo')).toEqual([{ type: 'text', text: 'one\ntwo' }])
  expect(toSegments('one\rtwo')).toContainEqual({ type: 'mark', label: 'U+000D', count: 1 })
})

test('a long run of one character is one mark with a count', () => {
  expect(toSegments('\u200b'.repeat(5000))).toEqual([{ type: 'mark', label: 'U+200B', count: 5000 }])
})

test('ten megabytes are read in one pass', () => {
  const text = 'x'.repeat(10_000_000)

  expect(toSegments(text)).toHaveLength(1)
})
