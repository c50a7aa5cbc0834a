import { expect, test } from 'vitest'
import type { DiffDelta } from '#contract/diff.ts'
import { formatCount } from '../../../../src-renderer/format/format-count.ts'
import { totalRow } from '../../../../src-renderer/panels/compare/list-totals.ts'
import { patternProblem } from '../../../../src-renderer/panels/compare/pattern-problem.ts'

const known = (value: number, missing = 0) => ({ sum: { confidence: 'exact' as const, value }, missing })

function told(delta: DiffDelta) {
  const { left, right, delta: difference, tone } = totalRow('Tokens', delta, formatCount)
  return [left.text, right.text, difference.text, tone]
}

test('a difference has its sign, and how sure it is', () => {
  const exactly = { confidence: 'exact' as const, value: 1_200 }
  expect(told({ left: known(800), right: known(2_000), delta: exactly })).toEqual([
    '800',
    '2,000',
    '+1,200',
    'bad',
  ])
  const guess = { confidence: 'estimated' as const, value: -30 }
  expect(told({ left: known(100, 2), right: known(70), delta: guess })).toEqual([
    '≥ 100',
    '70',
    '−~30',
    'good',
  ])
})

test('what is unknown is never nothing', () => {
  const unknown = { confidence: 'unknown' as const }
  expect(told({ left: { sum: unknown, missing: 3 }, right: known(0), delta: unknown })).toEqual([
    '?',
    '0',
    '?',
    undefined,
  ])
})

test('an expression that is none is told with its reason', () => {
  expect(patternProblem('\\d+')).toBeUndefined()
  expect(patternProblem('(')).toMatch(/^This is no regular expression: Unterminated group\.$/)
  expect(patternProblem('')).toMatch(/An expression is needed/)
})
