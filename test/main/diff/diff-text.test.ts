import { describe, expect, test } from 'vitest'
import { align } from '../../../src-main/diff/align.ts'
import { diffText } from '../../../src-main/diff/diff-text.ts'
import { diffWords } from '../../../src-main/diff/diff-words.ts'

test('a changed line is told word by word', () => {
  expect(diffText('one\nthe old way\nthree', 'one\nthe new way\nthree')).toEqual([
    { change: 'same', leftFrom: 0, leftCount: 1, rightFrom: 0, rightCount: 1, words: null },
    {
      change: 'changed',
      leftFrom: 1,
      leftCount: 1,
      rightFrom: 1,
      rightCount: 1,
      words: [
        { change: 'same', text: 'the ' },
        { change: 'removed', text: 'old' },
        { change: 'added', text: 'new' },
        { change: 'same', text: ' way' },
      ],
    },
    { change: 'same', leftFrom: 2, leftCount: 1, rightFrom: 2, rightCount: 1, words: null },
  ])
})

test('lines that only one side has are removed or added', () => {
  expect(diffText('a\nb\nc', 'a\nc').map(chunk => chunk.change)).toEqual(['same', 'removed', 'same'])
  expect(diffText('a\nc', 'a\nb\nc').map(chunk => chunk.change)).toEqual(['same', 'added', 'same'])
})

test('a space between two changed words does not count as unchanged', () => {
  expect(diffWords('read the file', 'write a note')).toEqual([
    { change: 'removed', text: 'read the file' },
    { change: 'added', text: 'write a note' },
  ])
})

describe('for any two texts', () => {
  const random = createRandom(11)
  const line = () => Array.from({ length: random(5) }, () => `w${random(6)}`).join(' ')
  const text = () => Array.from({ length: random(40) }, line).join('\n')
  const pairs = Array.from({ length: 150 }, () => [text(), text()] as const)

  test('a text does not differ from itself', () => {
    for (const [one] of pairs) expect(diffText(one, one).every(chunk => chunk.change === 'same')).toBe(true)
  })

  test('applying the changes gives the other side', () => {
    for (const [left, right] of pairs) {
      const lines = { left: left.split('\n'), right: right.split('\n') }
      const built = diffText(left, right).map(chunk => {
        const own = lines.left.slice(chunk.leftFrom, chunk.leftFrom + chunk.leftCount)
        const other = lines.right.slice(chunk.rightFrom, chunk.rightFrom + chunk.rightCount)
        if (chunk.words === null) return chunk.change === 'same' ? own : other
        const kept = (change: string) =>
          (chunk.words ?? [])
            .filter(piece => piece.change !== change)
            .map(piece => piece.text)
            .join('')
        expect(kept('added')).toBe(own.join('\n'))
        return kept('removed').split('\n')
      })
      expect(built.flat().join('\n')).toBe(right)
    }
  })

  test('swapping the sides mirrors the changes', () => {
    const mirrored = { same: 'same', changed: 'changed', added: 'removed', removed: 'added' } as const
    for (const [left, right] of pairs) {
      expect(
        diffText(right, left).map(chunk => [mirrored[chunk.change], chunk.rightFrom, chunk.leftFrom]),
      ).toEqual(diffText(left, right).map(chunk => [chunk.change, chunk.leftFrom, chunk.rightFrom]))
    }
  })
})

describe('an alignment', () => {
  const random = createRandom(3)

  test('of short lists leaves no shorter script', () => {
    for (let round = 0; round < 500; round += 1) {
      const letters = 1 + random(8)
      const left = Array.from({ length: random(25) }, () => random(letters))
      const right = Array.from({ length: random(25) }, () => random(letters))
      const partners = align(Int32Array.from(left), Int32Array.from(right))
      expect(partners.filter(partner => partner >= 0)).toHaveLength(longestCommon(left, right))
    }
  })

  test('of long unrelated lists that share their elements ends, with pairs that keep their order', () => {
    const list = () => Int32Array.from({ length: 20_000 }, () => random(3))
    const left = list()
    const right = list()
    const pairs = [...align(left, right).entries()].filter(([, partner]) => partner >= 0)
    expect(pairs.length).toBeGreaterThan(10_000)
    expect(pairs.every(([index, partner]) => left[index] === right[partner])).toBe(true)
    expect(pairs.every(([, partner], at) => at === 0 || partner > (pairs[at - 1]?.[1] ?? 0))).toBe(true)
  })
})

function longestCommon(left: readonly number[], right: readonly number[]): number {
  let previous = new Array<number>(right.length + 1).fill(0)
  for (const element of left) {
    const current = [0]
    for (const [index, other] of right.entries()) {
      current.push(
        element === other
          ? (previous[index] ?? 0) + 1
          : Math.max(previous[index + 1] ?? 0, current[index] ?? 0),
      )
    }
    previous = current
  }
  return previous.at(-1) ?? 0
}

/** A generator that gives the same numbers in every run of the tests. */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
