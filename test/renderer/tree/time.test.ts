import { expect, test } from 'vitest'
import type { SpanSummary } from '#contract/span.ts'
import { buildSpanTree } from '../../../src-renderer/tree/build-span-tree.ts'
import { computeCriticalPath } from '../../../src-renderer/tree/critical-path.ts'
import { foldIdle, listBusy } from '../../../src-renderer/tree/fold-idle.ts'
import { laneOf, listLanes } from '../../../src-renderer/tree/lanes.ts'
import { createTimeAxis } from '../../../src-renderer/tree/time-axis.ts'
import { aSpanSummary } from '../../support/renderer-data.ts'

/** A span of a tree by its name, from `startNs` to `endNs`; without an end it still runs. */
function span(
  name: string,
  parentSpanId: string | null,
  startNs: number,
  endNs: number | null,
  change: Partial<SpanSummary> = {},
): SpanSummary {
  const durationNs = endNs === null ? null : endNs - startNs
  return aSpanSummary({ spanId: name, name, parentSpanId, startNs, durationNs, ...change })
}

const pathOf = (spans: SpanSummary[], endNs: number) =>
  Object.fromEntries(
    [...computeCriticalPath(buildSpanTree(spans), endNs)].map(([spanId, intervals]) => [
      spanId,
      intervals.map(interval => [interval.startNs, interval.endNs]),
    ]),
  )

test('a pause counts when nothing at the end of a branch ran', () => {
  const tree = buildSpanTree([
    span('root', null, 0, 100),
    span('a', 'root', 0, 10),
    span('b', 'root', 5, 20),
    span('c', 'root', 80, 100),
  ])

  expect(foldIdle(listBusy(tree), 100)).toEqual([{ startNs: 20, endNs: 80 }])
  expect(foldIdle(listBusy(tree), 100, 0.7)).toEqual([])
})

test('what still runs leaves no pause behind it, and a run without spans has none', () => {
  const tree = buildSpanTree([span('a', null, 0, 10), span('b', null, 50, null)])

  expect(foldIdle(listBusy(tree), 1_000)).toEqual([])
  expect(foldIdle(listBusy(tree), 100)).toEqual([{ startNs: 10, endNs: 50 }])
  expect(foldIdle(listBusy(buildSpanTree([])), 100)).toEqual([])
})

test('a folded axis leads back to the same moments', () => {
  const axis = createTimeAxis(100, [{ startNs: 20, endNs: 80 }])

  expect(axis.length).toBeCloseTo(42)
  expect(axis.toUnits(20)).toBeCloseTo(20)
  expect(axis.toUnits(80)).toBeCloseTo(22)
  for (const atNs of [-5, 0, 13, 20, 50, 80, 99, 120]) expect(axis.toNs(axis.toUnits(atNs))).toBeCloseTo(atNs)
})

test('a pause at the beginning or the end is folded too, and an unfolded axis is time itself', () => {
  const axis = createTimeAxis(100, [
    { startNs: 0, endNs: 40 },
    { startNs: 60, endNs: 100 },
  ])

  expect(axis.open).toEqual([{ startNs: 40, endNs: 60 }])
  expect(axis.length).toBeCloseTo(22)
  expect(createTimeAxis(100, []).toUnits(33)).toBe(33)
})

test('the critical path goes back from the end through what ended last', () => {
  const spans = [
    span('root', null, 0, 100),
    span('first', 'root', 5, 40),
    span('beside', 'root', 10, 30),
    span('last', 'root', 50, 90),
    span('inner', 'last', 55, 85),
  ]

  expect(pathOf(spans, 100)).toEqual({
    root: [
      [0, 5],
      [40, 50],
      [90, 100],
    ],
    first: [[5, 40]],
    last: [
      [50, 55],
      [85, 90],
    ],
    inner: [[55, 85]],
  })
})

test('the parts of the critical path add up to the run and never overlap', () => {
  const spans = [
    span('root', null, 0, 100),
    ...Array.from({ length: 40 }, (_, n) => span(`c${n}`, 'root', (n * 37) % 90, ((n * 37) % 90) + (n % 9))),
  ]
  const intervals = [...computeCriticalPath(buildSpanTree(spans), 100).values()].flat()
  const sorted = intervals.toSorted((left, right) => left.startNs - right.startNs)

  expect(sorted.reduce((sum, { startNs, endNs }) => sum + endNs - startNs, 0)).toBe(100)
  for (const [index, { startNs }] of sorted.entries()) expect(startNs).toBe(sorted[index - 1]?.endNs ?? 0)
})

test('a child that outlives its parent, or still runs, is cut where the parent is', () => {
  expect(pathOf([span('root', null, 0, 50), span('late', 'root', 20, 80)], 80)).toEqual({
    root: [[0, 20]],
    late: [[20, 50]],
  })
  expect(pathOf([span('root', null, 0, null), span('now', 'root', 20, null)], 80)).toEqual({
    root: [[0, 20]],
    now: [[20, 80]],
  })
})

test('the critical path of a chain deeper than the call stack is found', () => {
  const depth = 20_000
  const spans = Array.from({ length: depth }, (_, n) =>
    span(`s${n}`, n === 0 ? null : `s${n - 1}`, n, depth * 2 - n),
  )

  expect(computeCriticalPath(buildSpanTree(spans), depth * 2).size).toBe(depth)
})

const lanesOf = (spans: SpanSummary[]) =>
  listLanes(buildSpanTree(spans)).map(lane => [lane.agentName, lane.spans.map(each => each.name).join(' ')])

test('each agent has its lanes, and what it did at once lies on several', () => {
  const spans = [
    span('run', null, 0, 100, { kind: 'agent', agentName: 'coder' }),
    span('a', 'run', 0, 20),
    span('b', 'run', 10, 30),
    span('c', 'run', 20, 40),
    span('helper', 'run', 50, 90, { kind: 'agent', agentName: 'tester' }),
    span('d', 'helper', 55, 60),
  ]

  expect(lanesOf(spans)).toEqual([
    ['coder', 'a c'],
    ['coder', 'b'],
    ['tester', 'd'],
  ])
})

test('a span that waits for another agent is something its own agent does', () => {
  const spans = [
    span('run', null, 0, 100, { kind: 'agent', agentName: 'coder' }),
    span('ask', 'run', 0, 50),
    span('helper', 'ask', 0, 50, { kind: 'agent', agentName: 'tester' }),
    span('alone', null, 60, 70),
  ]
  const lanes = listLanes(buildSpanTree(spans))

  expect(laneOf(lanes, 'ask')?.agentName).toBe('coder')
  expect(laneOf(lanes, 'helper')?.agentName).toBe('tester')
  expect(laneOf(lanes, 'alone')?.agentName).toBeNull()
})

test('a thousand things at once do not become a thousand lanes, and none is lost', () => {
  const spans = Array.from({ length: 1_000 }, (_, n) => span(`s${n}`, null, n, 5_000))
  const lanes = listLanes(buildSpanTree(spans))

  expect(lanes.length).toBeLessThan(30)
  expect(lanes.flatMap(lane => lane.spans)).toHaveLength(1_000)
})
