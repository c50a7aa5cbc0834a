import type { DiffLoop } from '#contract/diff.ts'
import { UNPAIRED } from './align.ts'
import { findLoops, type Loop } from './find-loops.ts'
import type { Side } from './side.ts'
import { nameOf } from './step-keys.ts'
import { quoted } from './words.ts'

/** Loops of both runs that take the same steps and share some of them. */
export function pairLoops(left: Side, right: Side, partners: Int32Array): DiffLoop[] {
  const rightLoops = findLoops(right.keys.map(keys => keys.name))
  return findLoops(left.keys.map(keys => keys.name)).flatMap((loop): DiffLoop[] => {
    const partner = rightLoops.find(other => isSameLoop(loop, other, left, right, partners))
    if (partner === undefined) return []
    return [
      {
        label: labelOf(loop, left),
        period: loop.period,
        leftFrom: loop.from,
        leftTimes: loop.times,
        rightFrom: partner.from,
        rightTimes: partner.times,
      },
    ]
  })
}

function isSameLoop(loop: Loop, other: Loop, left: Side, right: Side, partners: Int32Array): boolean {
  if (loop.period !== other.period) return false
  const isSameTurn = Array.from({ length: loop.period }, (_, index) => index).every(
    index => left.keys[loop.from + index]?.name === right.keys[other.from + index]?.name,
  )
  const shared = partners.subarray(loop.from, endOf(loop))
  return isSameTurn && shared.some(at => at !== UNPAIRED && at >= other.from && at < endOf(other))
}

function endOf({ from, period, times }: Loop): number {
  return from + period * times
}

function labelOf({ from, period }: Loop, side: Side): string {
  return side.steps
    .slice(from, from + period)
    .map(step => (step.call === null ? quoted(nameOf(step)) : 'model'))
    .join(' → ')
}
