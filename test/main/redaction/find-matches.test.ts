import { describe, expect, test } from 'vitest'
import { compilePattern } from '../../../src-main/redaction/compile-pattern.ts'
import { findMatches } from '../../../src-main/redaction/find-matches.ts'

function found(pattern: string, text: string, ignoreCase = false): string[] | 'too-much' {
  const matches = findMatches(compilePattern(pattern, ignoreCase), text)
  return matches === 'too-much' ? matches : matches.map(({ start, end }) => text.slice(start, end))
}

test.each([
  ['ACME-\\d+', 'ACME-1, acme-2, ACME-33'],
  ['\\bfoo\\b', 'foo foobar foo'],
  ['a{2,3}', 'aaaaaaaa'],
  ['[^x]+y', 'abcy xx zy'],
  ['^ab|cd$', 'abcdcd'],
  ['(?:ab)+c?', 'ababc abab'],
  ['[\\w.-]+@[a-z]+\\.com', 'write to a.b@c.com or d-e@f.com'],
  ['\\x41\\u0042\\.', 'AB.AB,'],
  ['[\\]\\-a]+', 'a-]b'],
  ['.é', 'né\né'],
  ['x(?:y|z{2})*', 'xyzzy xzz x'],
])('%s finds what JavaScript finds', (pattern, text) => {
  expect(found(pattern, text)).toEqual(
    Array.from(text.matchAll(new RegExp(pattern, 'g')), ([match]) => match),
  )
})

test('of several matches that begin at one place, the longest counts', () => {
  expect(found('a|ab|abc', 'abcd ab')).toEqual(['abc', 'ab'])
})

test('letters of both cases match when asked', () => {
  expect(found('straße-[a-c]', 'STRAßE-B Straße-c', true)).toEqual(['STRAßE-B', 'Straße-c'])
})

test('random patterns over a small alphabet find what JavaScript finds first', () => {
  const random = createRandom(7)
  for (let round = 0; round < 500; round++) {
    const pattern = randomPattern(random, 3)
    const text = Array.from({ length: 12 }, () => 'ab'[random(2)]).join('')
    const first = new RegExp(pattern).exec(text)
    if (new RegExp(`^(?:${pattern})$`).test('')) continue
    const [ours] = findMatches(compilePattern(pattern, false), text)
    expect(typeof ours === 'object' ? ours.start : undefined, `${pattern} in ${text}`).toBe(first?.index)
  }
})

describe('a pattern that another engine would never finish', () => {
  test.each(['(a+)+b', '(a|a)*b', 'a*a*a*a*b', '(?:a?){30}a{30}b'])(
    '%s costs a fixed number of steps a character',
    pattern => {
      expect(['too-much', []]).toContainEqual(found(pattern, 'a'.repeat(100_000)))
    },
  )
})

test.each([
  ['(?=a)b', 'one pass'],
  ['(a)\\1', 'one pass'],
  ['a*', 'matches nothing'],
  ['a+?', 'longest'],
  ['a**', 'nothing to repeat'],
  ['[z-a]', 'range'],
  ['[a', '"["'],
  ['(a', '"("'],
  ['a)', '")"'],
  ['\\p{L}', 'not known'],
  ['a{2000}', 'repetition'],
  ['(?:a{1000}){1000}', 'too large'],
  ['('.repeat(60), 'too deeply'],
])('%s is refused with what is wrong with it', (pattern, reason) => {
  expect(() => compilePattern(pattern, false)).toThrow(reason)
})

function createRandom(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >>> 8) % below
  }
}

function randomPattern(random: (below: number) => number, depth: number): string {
  const kind = depth === 0 ? 0 : random(6)
  const inner = () => randomPattern(random, depth - 1)
  if (kind <= 1) return 'ab.'[random(3)] ?? 'a'
  if (kind === 2) return `(?:${inner()}|${inner()})`
  if (kind === 3) return `(?:${inner()})${['*', '+', '?', '{1,2}'][random(4)]}`
  return inner() + inner()
}
