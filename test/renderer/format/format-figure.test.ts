import { expect, test } from 'vitest'
import { formatDollars, formatFigure, formatTotal } from '../../../src-renderer/format/format-figure.ts'
import { exact, total, UNKNOWN } from '../../support/renderer-data.ts'

test('an unknown figure is a dash and never a zero', () => {
  expect(formatFigure(UNKNOWN, 'tokens')).toEqual({
    text: '–',
    explanation: 'Tokens unknown',
    isKnown: false,
  })
  expect(formatTotal(total(UNKNOWN, 3), 'dollars')).toMatchObject({
    text: '–',
    explanation: 'Cost unknown for 3 calls',
  })
})

test('a known zero is shown as zero', () => {
  expect(formatFigure(exact(0), 'tokens').text).toBe('0')
  expect(formatFigure(exact(0), 'dollars').text).toBe('$0')
})

test('a sum with calls missing from it is a lower bound', () => {
  const { text, explanation } = formatTotal(total(exact(48_210), 2), 'tokens')

  expect(text).toBe('≥ 48.2k')
  expect(explanation).toBe('At least 48,210 tokens, as the provider reported it; unknown for 2 calls')
})

test('an estimate is marked as one', () => {
  expect(formatFigure({ confidence: 'estimated', value: 120_000_000 }, 'dollars').text).toBe('~$0.1200')
})

test('a cost too small for the digits is not rounded to nothing', () => {
  expect(formatDollars(40_000)).toBe('<$0.0001')
  expect(formatDollars(92_310_000)).toBe('$0.0923')
  expect(formatDollars(12_345_000_000)).toBe('$12.35')
  expect(formatDollars(1_234_000_000_000)).toBe('$1,234')
})

test('the whole cost is one hover away', () => {
  expect(formatFigure({ confidence: 'derived', value: 92_310_000 }, 'dollars').explanation).toBe(
    '$0.09231, computed from reported numbers',
  )
})
