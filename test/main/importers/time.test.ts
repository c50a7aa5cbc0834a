import { expect, test } from 'vitest'
import { earliest, latest, MILLISECOND, scaled, timeOf } from '../../../src-main/importers/time.ts'

test.each([
  ['2026-10-01T09:00:00Z', 1_790_845_200_000_000_000n],
  ['2026-10-01T11:00:00+02:00', 1_790_845_200_000_000_000n],
  ['2026-10-01T11:00:00.5+0200', 1_790_845_200_500_000_000n],
  ['2026-10-01 09:00:00.000001+00:00', 1_790_845_200_000_001_000n],
  // RFC 3339 with nanoseconds, a naive time of Python, and a zone with a Z after it.
  ['2026-10-01T09:00:00.123456789Z', 1_790_845_200_123_456_789n],
  ['2026-10-01T09:00:00.000000', 1_790_845_200_000_000_000n],
  ['2026-10-01T09:00:00.250000+00:00Z', 1_790_845_200_250_000_000n],
  // Unix seconds.
  [1_790_845_200.25, 1_790_845_200_250_000_000n],
])('%s is a time', (value, time) => {
  expect(timeOf(value)).toBe(time)
})

test.each(['', 'now', '2026-13-45T99:00:00Z', '1790845200', null, true, undefined, -5, Number.NaN])(
  '%s is no time',
  value => {
    expect(timeOf(value)).toBeUndefined()
  },
)

test('durations and orders of times', () => {
  expect(scaled(1.5, MILLISECOND)).toBe(1_500_000n)
  expect(scaled(Number.POSITIVE_INFINITY, MILLISECOND)).toBe(0n)
  expect(latest([1n, undefined, 3n, 2n])).toBe(3n)
  expect(earliest([2n, undefined, 1n])).toBe(1n)
  expect(latest([])).toBeUndefined()
})
