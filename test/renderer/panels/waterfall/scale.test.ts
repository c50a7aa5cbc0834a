import { expect, test } from 'vitest'
import { bucketSpans } from '../../../../src-renderer/panels/waterfall/bucket-spans.ts'
import { describeSpan } from '../../../../src-renderer/panels/waterfall/describe-span.ts'
import { findAt } from '../../../../src-renderer/panels/waterfall/find-at.ts'
import { labelTick, listTicks } from '../../../../src-renderer/panels/waterfall/list-ticks.ts'
import { createScale, fitTo, panBy, zoomAt } from '../../../../src-renderer/panels/waterfall/scale.ts'
import type { TimeWindow } from '../../../../src-renderer/state/waterfall-view.ts'
import { buildSpanTree } from '../../../../src-renderer/tree/build-span-tree.ts'
import { createTimeAxis } from '../../../../src-renderer/tree/time-axis.ts'
import { aSpanSummary } from '../../../support/renderer-data.ts'

const plain = createTimeAxis(100e9, [])
const folded = createTimeAxis(100e9, [{ startNs: 20e9, endNs: 80e9 }])
const whole = createScale(plain, null, 1_000)

test('the moment under the pointer stays there when time is zoomed', () => {
  for (const axis of [plain, folded]) {
    const scale = createScale(axis, null, 1_000)
    const closer = createScale(axis, zoomAt(scale, 3, 250), 1_000)

    expect(closer.nsAt(250)).toBeCloseTo(scale.nsAt(250), -2)
    expect(closer.unitsPerPixel).toBeCloseTo(scale.unitsPerPixel / 3)
  }
})

test('zooming out ends with the whole run, and zooming in at what clocks can tell', () => {
  let window: TimeWindow | null = zoomAt(whole, 8, 900)
  window = zoomAt(createScale(plain, window, 1_000), 1 / 20, 500)
  expect(window).toBeNull()

  for (let turn = 0; turn < 200; turn += 1) window = zoomAt(createScale(plain, window, 1_000), 2, 500)
  expect((window?.endNs ?? 0) - (window?.startNs ?? 0)).toBeGreaterThan(900)
})

test('panning stops at the ends of the run and keeps the zoom', () => {
  const window = zoomAt(whole, 4, 500)
  const scale = createScale(plain, window, 1_000)

  expect(panBy(scale, -1e9)).toEqual({ startNs: 0, endNs: 25e9 })
  expect(panBy(scale, 1e9)?.endNs).toBeCloseTo(100e9)
  expect(panBy(whole, 300)).toBeNull()
})

test('a span that is fitted has air at its sides', () => {
  const window = fitTo(plain, 40e9, 50e9)

  expect(window?.startNs).toBeLessThan(40e9)
  expect(window?.endNs).toBeGreaterThan(50e9)
  expect(fitTo(plain, 0, 100e9)).toBeNull()
})

const labelsOf = (window: TimeWindow | null, width: number, axis = plain) => {
  const { stepNs, ticks } = listTicks(createScale(axis, window, width), 72)
  return ticks.map(tick => labelTick(tick.atNs, stepNs))
}

test.each([
  [null, 300, ['0', '30 s', '1m 00s', '1m 30s']],
  [{ startNs: 0, endNs: 820e6 }, 400, ['0', '200 ms', '400 ms', '600 ms', '800 ms']],
  [{ startNs: 12.345e9, endNs: 12.3452e9 }, 220, ['12.3450 s', '12.3451 s', '12.3452 s']],
  [{ startNs: 65e9, endNs: 65.4e9 }, 220, ['1m 5.0s', '1m 5.2s', '1m 5.4s']],
])('what is visible has round ticks whose labels differ', (window, width, labels) => {
  expect(labelsOf(window, width)).toEqual(labels)
})

test('no tick stands in a folded pause, however long it is', () => {
  const axis = createTimeAxis(1e15, [{ startNs: 20e9, endNs: 1e15 - 20e9 }])
  const { ticks } = listTicks(createScale(axis, null, 600), 72)

  expect(ticks.length).toBeLessThan(12)
  expect(ticks.every(({ atNs }) => atNs <= 20e9 || atNs >= 1e15 - 20e9)).toBe(true)
})

test('the overview counts what was at work at once, and marks errors', () => {
  const tree = buildSpanTree([
    aSpanSummary({ spanId: 'root', durationNs: 100 }),
    aSpanSummary({ spanId: 'a', parentSpanId: 'root', kind: 'llm', durationNs: 50 }),
    aSpanSummary({ spanId: 'b', parentSpanId: 'root', startNs: 50, durationNs: 50 }),
    aSpanSummary({ spanId: 'c', parentSpanId: 'root', startNs: 60, durationNs: 30, status: 'error' }),
  ])
  const overview = bucketSpans(tree, createTimeAxis(100, []), 10, 100)

  expect([...overview.counts]).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2, 1])
  expect([...overview.calls]).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0, 0])
  expect(overview.errors[8]).toBe(1)
  expect(overview.most).toBe(2)
})

test('the span of a lane is found under the pointer, and a thin one a little beside it', () => {
  const spans = [
    aSpanSummary({ spanId: 'a', startNs: 0, durationNs: 10 }),
    aSpanSummary({ spanId: 'b', startNs: 50, durationNs: 1 }),
  ]

  expect(findAt(spans, 5, 0, 100)?.spanId).toBe('a')
  expect(findAt(spans, 30, 3, 100)).toBeUndefined()
  expect(findAt(spans, 48, 3, 100)?.spanId).toBe('b')
  expect(findAt(spans, 12, 3, 100)?.spanId).toBe('a')
})

test('the tip of a running span says that it runs, and of a failed one why', () => {
  const running = describeSpan(aSpanSummary({ startNs: 2e9, durationNs: null }), 5e9)
  const failed = describeSpan(aSpanSummary({ status: 'error', errorMessage: 'no such file' }), 5e9)

  expect(running.find(fact => fact.label === 'Lasted')?.value).toBe('3.00 s so far')
  expect(running.find(fact => fact.label === 'Ended')?.value).toBe('still running')
  expect(failed.find(fact => fact.label === 'Error')?.value).toBe('no such file')
  expect(failed.find(fact => fact.label === 'Cost')).toBeUndefined()
})
