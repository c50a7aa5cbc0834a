import { expect, test } from 'vitest'
import { formatFigure, formatTotal } from '../../../src-main/base/format-figure.ts'
import {
  formatBytes,
  formatCount,
  formatDollars,
  formatDuration,
  formatShortCount,
} from '../../../src-main/base/format-quantity.ts'

test.each([
  [0, '0 µs'],
  [840_000, '840 µs'],
  [999_600, '1.0 ms'],
  [1_240_000_000, '1.2 s'],
  [59_960_000_000, '1m 00s'],
  [3_599_600_000_000, '1h 00m'],
  [7_800_000_000_000, '2h 10m'],
])('%d ns is %s', (durationNs, text) => {
  expect(formatDuration(durationNs)).toBe(text)
})

test.each([
  [0, '$0'],
  [620, '$0.00000062'],
  [1, '$0.000000001'],
  [4_300_000, '$0.0043'],
  [12_345_678_901, '$12.35'],
])('%d nano-dollars are %s, never nothing when they are something', (nanoDollars, text) => {
  expect(formatDollars(nanoDollars)).toBe(text)
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1536, '1.5 kB'],
  [5_000_000_000_000_000, '5000 TB'],
])('%d bytes are %s', (sizeBytes, text) => {
  expect(formatBytes(sizeBytes)).toBe(text)
})

test('counts in columns are short', () => {
  expect([9999, 17_973, 1_234_567].map(formatShortCount)).toEqual(['9,999', '18k', '1.2M'])
})

test('a figure says how sure it is and an unknown one is never 0', () => {
  expect(formatFigure({ confidence: 'exact', value: 5 }, formatCount)).toBe('5')
  expect(formatFigure({ confidence: 'estimated', value: 5 }, formatCount)).toBe('~5')
  expect(formatFigure({ confidence: 'unknown' }, formatCount)).toBe('?')
  expect(formatTotal({ sum: { confidence: 'derived', value: 5 }, missing: 2 }, formatCount)).toBe('≥5')
  expect(formatTotal({ sum: { confidence: 'unknown' }, missing: 2 }, formatCount)).toBe('?')
})
