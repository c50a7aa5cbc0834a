import { align, UNPAIRED } from './align.ts'
import type { StepKeys } from './step-keys.ts'
import { stretchesOf } from './stretches.ts'

/** From strict to loose: what a stricter pass has paired, a looser one only fills the gaps of. */
const PASSES = ['whole', 'turn', 'action', 'name'] as const satisfies readonly (keyof StepKeys)[]

/** For each step of the left its partner in the right, or UNPAIRED; partners keep their order. */
export function alignSteps(left: readonly StepKeys[], right: readonly StepKeys[]): Int32Array {
  const partners = new Int32Array(left.length).fill(UNPAIRED)
  for (const pass of PASSES) {
    for (const gap of stretchesOf(partners, right.length)) {
      if (gap.isSame) continue
      const leftKeys = left.slice(gap.leftFrom, gap.leftTo).map(keys => keys[pass])
      const rightKeys = right.slice(gap.rightFrom, gap.rightTo).map(keys => keys[pass])
      for (const [index, partner] of alignNumbers(leftKeys, rightKeys).entries()) {
        if (partner !== UNPAIRED) partners[gap.leftFrom + index] = gap.rightFrom + partner
      }
    }
  }
  return partners
}

function alignNumbers(left: readonly number[], right: readonly number[]): Int32Array {
  if (left.length === 0 || right.length === 0) return new Int32Array(left.length).fill(UNPAIRED)
  const small = new Map<number, number>()
  const compact = (number: number): number => {
    const known = small.get(number)
    if (known !== undefined) return known
    small.set(number, small.size)
    return small.size - 1
  }
  return align(Int32Array.from(left, compact), Int32Array.from(right, compact))
}
