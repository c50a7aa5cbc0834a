import { expect, test } from 'vitest'
import { describeGap } from '../../../../src-renderer/panels/run/describe-gap.ts'
import { layoutBar } from '../../../../src-renderer/panels/run/layout-bar.ts'
import { labelTick, listTicks } from '../../../../src-renderer/panels/run/list-ticks.ts'

test('a bar begins and ends where its span does', () => {
  expect(layoutBar({ startNs: 25, durationNs: 50 }, 100)).toEqual({ leftPercent: 25, widthPercent: 50 })
})

test('a span without an end reaches to the end of the axis', () => {
  expect(layoutBar({ startNs: 25, durationNs: null }, 100)).toEqual({ leftPercent: 25, widthPercent: 75 })
})

test('a bar never leaves the axis, whatever the clocks said', () => {
  expect(layoutBar({ startNs: -10, durationNs: 200 }, 100)).toEqual({ leftPercent: 0, widthPercent: 100 })
  expect(layoutBar({ startNs: 500, durationNs: 5 }, 100)).toEqual({ leftPercent: 100, widthPercent: 0 })
  expect(layoutBar({ startNs: 0, durationNs: 0 }, 0)).toEqual({ leftPercent: 0, widthPercent: 100 })
})

test.each([
  [41.3e9, 3, ['0', '15 s', '30 s']],
  [95e9, 4, ['0', '30 s', '1m 00s', '1m 30s']],
  [820e6, 5, ['0', '200 ms', '400 ms', '600 ms', '800 ms']],
  [4_000, 2, ['0', '2 µs', '4 µs']],
  [0, 5, ['0']],
])('an axis of %d ns with room for %d ticks has round ones', (axisNs, mostTicks, labels) => {
  expect(listTicks(axisNs, mostTicks).map(labelTick)).toEqual(labels)
})

test('a gap says what it does to the numbers', () => {
  const { label, explanation } = describeGap({ gap: 'unknown-price', count: 2, about: ['llama3.3:70b'] })

  expect(label).toBe('No price for 2 calls')
  expect(explanation).toContain('lower bound')
  expect(explanation).toContain('llama3.3:70b')
})
