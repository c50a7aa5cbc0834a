import { expect, test } from 'vitest'
import { formatBytes } from '../../../src-renderer/format/format-bytes.ts'
import { formatNumberOf, formatShortCount } from '../../../src-renderer/format/format-count.ts'
import { formatDuration } from '../../../src-renderer/format/format-duration.ts'
import { formatAge, toMilliseconds } from '../../../src-renderer/format/format-time.ts'

test.each([
  [0, '0 ns'],
  [840, '840 ns'],
  [12_340, '12.3 µs'],
  [999_499, '999 µs'],
  [999_500, '1.00 ms'],
  [1_240_000_000, '1.24 s'],
  [59_940_000_000, '59.9 s'],
  [59_960_000_000, '1m 00s'],
  [185e9, '3m 05s'],
  [3599.6e9, '1h 00m'],
  [7800e9, '2h 10m'],
])('%d ns reads as %s', (durationNs, text) => {
  expect(formatDuration(durationNs)).toBe(text)
})

test.each([
  [999, '999'],
  [9_999, '9,999'],
  [10_000, '10.0k'],
  [999_499, '999k'],
  [999_500, '1.00M'],
  [48_200_000, '48.2M'],
])('%d reads as %s', (count, text) => {
  expect(formatShortCount(count)).toBe(text)
})

test.each([
  [12, '12 B'],
  [1_536, '1.5 kB'],
  [999_600, '1.0 MB'],
  [48_200_000, '48 MB'],
])('%d bytes read as %s', (sizeBytes, text) => {
  expect(formatBytes(sizeBytes)).toBe(text)
})

test('one thing is singular', () => {
  expect(formatNumberOf(1, 'span')).toBe('1 span')
  expect(formatNumberOf(1_204, 'span')).toBe('1,204 spans')
})

test('nanoseconds as text become milliseconds without passing through a number they do not fit', () => {
  expect(toMilliseconds('1767225600123456789')).toBe(1_767_225_600_123)
  expect(toMilliseconds('12')).toBe(0)
})

test('ages grow coarser with time', () => {
  const nowMs = 1_767_225_600_000
  expect(formatAge(nowMs - 2_000, nowMs)).toBe('just now')
  expect(formatAge(nowMs - 42_000, nowMs)).toBe('42s ago')
  expect(formatAge(nowMs - 3 * 3_600_000, nowMs)).toBe('3h ago')
  expect(formatAge(nowMs - 9 * 86_400_000, nowMs)).toBe('23 Dec 2025')
})
