import type { DiffLoop, DiffRow, Divergence } from '#contract/diff.ts'
import { formatNumberOf } from '../base/format-quantity.ts'
import type { Comparison } from './describe-calls.ts'
import type { Step } from './step.ts'
import { nameOf } from './step-keys.ts'
import { quoted, stepNumber } from './words.ts'

type Described = Pick<Divergence, 'cause' | 'sentence'>

/** A step that only one run took, or that they took at other times. */
export function describeOneSided(
  rows: readonly DiffRow[],
  index: number,
  loops: readonly DiffLoop[],
  comparison: Comparison,
): Described {
  const row = rows[index]
  if (row === undefined) return { cause: 'ended', sentence: 'nothing follows' }
  const step = stepOf(row, comparison)
  if (row.change === 'moved') return describeMove(row, step)
  const loop = loopAround(row, loops)
  if (loop !== undefined) return describeLoop(loop)
  const which = row.left === null ? 'B' : 'A'
  const rest = rows.slice(index)
  if (rest.every(each => each.change === row.change)) {
    const other = which === 'A' ? 'B' : 'A'
    const more = formatNumberOf(rest.length, 'more step')
    return {
      cause: 'ended',
      sentence: `${other} ends here, and ${which} goes on for ${more}, first ${whatItIs(step)}`,
    }
  }
  return { cause: 'program-changed', sentence: `only ${which} has ${whatItIs(step)}${afterwards(rest, row)}` }
}

function stepOf(row: DiffRow, { left, right }: Comparison): Step | undefined {
  return row.left === null ? right.steps[row.right ?? 0] : left.steps[row.left]
}

function whatItIs(step: Step | undefined): string {
  if (step === undefined) return 'a step'
  return step.call === null ? quoted(nameOf(step)) : 'a model call'
}

function describeMove(row: DiffRow, step: Step | undefined): Described {
  const here = row.left ?? row.right ?? 0
  const there = row.counterpart ?? 0
  const [inA, inB] = row.left === null ? [there, here] : [here, there]
  return {
    cause: 'order-only',
    sentence: `${whatItIs(step)} is step ${stepNumber(inA)} of A and step ${stepNumber(inB)} of B: the order differs`,
  }
}

function afterwards(rest: readonly DiffRow[], row: DiffRow): string {
  const length = rest.findIndex(each => each.change !== row.change)
  return length > 1 ? ` and ${formatNumberOf(length - 1, 'more step')} with it` : ''
}

function loopAround(row: DiffRow, loops: readonly DiffLoop[]): DiffLoop | undefined {
  return loops.find(loop => {
    if (loop.leftTimes === loop.rightTimes) return false
    const { period, leftFrom, leftTimes, rightFrom, rightTimes } = loop
    const isIn = (at: number | null, from: number, times: number) =>
      at !== null && at >= from && at < from + period * times
    return isIn(row.left, leftFrom, leftTimes) || isIn(row.right, rightFrom, rightTimes)
  })
}

function describeLoop({ label, leftTimes, rightTimes }: DiffLoop): Described {
  return {
    cause: 'program-changed',
    sentence: `the loop ${label} ran ${formatNumberOf(rightTimes, 'time')} instead of ${leftTimes}`,
  }
}
