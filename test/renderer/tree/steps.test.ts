import { expect, test } from 'vitest'
import type { Figure } from '#contract/figure.ts'
import type { SpanSummary } from '#contract/span.ts'
import { advance } from '../../../src-renderer/panels/run/advance-playhead.ts'
import { createSpending } from '../../../src-renderer/tree/spent-until.ts'
import {
  countUntil,
  nextStep,
  previousStep,
  stepAt,
  stepsOf,
  untilCostAbove,
  untilFirstError,
} from '../../../src-renderer/tree/steps.ts'
import { createTimeAxis } from '../../../src-renderer/tree/time-axis.ts'
import { aSpanSummary, exact, UNKNOWN } from '../../support/renderer-data.ts'

function span(name: string, startNs: number, change: Partial<SpanSummary> = {}): SpanSummary {
  return aSpanSummary({ spanId: name, name, startNs, durationNs: 10, ...change })
}

function call(name: string, startNs: number, cost: Figure): SpanSummary {
  return span(name, startNs, { kind: 'llm', cost, inputTokens: exact(100), outputTokens: exact(5) })
}

const steps = stepsOf([span('c', 30), span('a', 0), span('b', 0), span('d', 45)])

test('spans that began together are one step', () => {
  expect(steps.map(step => step.spanIds)).toEqual([['a', 'b'], ['c'], ['d']])
})

test('one step on and one back lead from any moment', () => {
  expect(nextStep(steps, null)?.atNs).toBe(0)
  expect(nextStep(steps, 0)?.atNs).toBe(30)
  expect(nextStep(steps, 31)?.atNs).toBe(45)
  expect(nextStep(steps, 45)).toBeUndefined()
  expect(previousStep(steps, null)?.atNs).toBe(45)
  expect(previousStep(steps, 45)?.atNs).toBe(30)
  expect(previousStep(steps, 31)?.atNs).toBe(30)
  expect(previousStep(steps, 0)).toBeUndefined()
  expect(stepAt(steps, 44)?.spanIds).toEqual(['c'])
  expect(countUntil(steps, 45)).toBe(3)
})

test('the first error shows when the span that failed ends', () => {
  const spans = [span('long', 0, { status: 'error', durationNs: 90 }), span('short', 20, { status: 'error' })]

  expect(untilFirstError(spans, 0)).toBe(30)
  expect(untilFirstError(spans, 30)).toBe(90)
  expect(untilFirstError(spans, 90)).toBeUndefined()
})

test('a cost is passed when the call that passes it ends; an agent that repeats the sum does not count', () => {
  const spans = [
    span('agent', 0, { kind: 'agent', cost: exact(1_000) }),
    call('one', 10, exact(40)),
    call('two', 30, UNKNOWN),
    call('three', 50, exact(40)),
  ]

  expect(untilCostAbove(spans, 40)).toBe(60)
  expect(untilCostAbove(spans, 39)).toBe(20)
  expect(untilCostAbove(spans, 80)).toBeUndefined()
})

test('what was spent so far says what it misses and is as sure as its least sure part', () => {
  const spent = createSpending([
    call('one', 0, exact(40)),
    call('two', 20, { confidence: 'estimated', value: 2 }),
    call('three', 40, UNKNOWN),
    span('running', 0, { kind: 'llm', durationNs: null, cost: exact(900) }),
  ])

  expect(spent(9).calls).toBe(0)
  expect(spent(10).cost).toEqual({ sum: { confidence: 'exact', value: 40 }, missing: 0 })
  expect(spent(30).cost).toEqual({ sum: { confidence: 'estimated', value: 42 }, missing: 0 })
  expect(spent(99).cost).toEqual({ sum: { confidence: 'estimated', value: 42 }, missing: 1 })
  expect(spent(99).inputTokens.sum).toEqual({ confidence: 'exact', value: 300 })
})

test('what nothing told is unknown and never 0', () => {
  const spent = createSpending([
    call('one', 0, UNKNOWN),
    call('two', 20, UNKNOWN),
    call('three', 40, exact(7)),
  ])

  expect(spent(30).cost).toEqual({ sum: UNKNOWN, missing: 2 })
  expect(spent(50).cost).toEqual({ sum: exact(7), missing: 2 })
})

const axis = createTimeAxis(10e9, [{ startNs: 2e9, endNs: 8e9 }])
const from = { steps, axis, stopAtNs: null, elapsedMs: 1_000 } as const

test('playing goes with the clock, and through a folded pause as fast as it is drawn', () => {
  expect(advance({ ...from, atNs: 0, speed: '1x' }).atNs).toBeCloseTo(1e9)
  expect(advance({ ...from, atNs: 0, speed: '10x', elapsedMs: 100 }).atNs).toBeCloseTo(1e9)
  expect(advance({ ...from, atNs: 2e9, speed: '1x', elapsedMs: 200 }).atNs).toBeCloseTo(8e9)
})

test('playing ends where it was told to, or with the run', () => {
  expect(advance({ ...from, atNs: 1e9, speed: '10x', stopAtNs: 1.5e9 })).toEqual({
    atNs: 1.5e9,
    isAtEnd: true,
  })
  expect(advance({ ...from, atNs: 9e9, speed: '10x' })).toEqual({ atNs: 10e9, isAtEnd: true })
})

test('in steps it stands still for a second and then takes one', () => {
  expect(advance({ ...from, atNs: 0, speed: 'step', elapsedMs: 999 }).atNs).toBe(0)
  expect(advance({ ...from, atNs: 0, speed: 'step' }).atNs).toBe(30)
  expect(advance({ ...from, atNs: 45, speed: 'step' }).isAtEnd).toBe(true)
})
