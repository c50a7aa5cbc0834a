import { align, UNPAIRED } from './align.ts'
import type { StepKeys } from './step-keys.ts'
import { stretchesOf } from './stretches.ts'

/** From strict to loose: what a stricter pass has paired, a looser one only fills the gaps of. */
const LOOSER_PASSES = ['turn', 'action', 'name'] as const satisfies readonly (keyof StepKeys)[]

/** For each step of the left its partner in the right, or UNPAIRED; partners keep their order. */
export function alignSteps(left: readonly StepKeys[], right: readonly StepKeys[]): Int32Array {
  const partners = new Int32Array(left.length).fill(UNPAIRED)
  pairBy('whole', left, right, partners)
  pairUntilParting(left, right, partners)
  for (const pass of LOOSER_PASSES) pairBy(pass, left, right, partners)
  return partners
}

function pairBy(
  key: keyof StepKeys,
  left: readonly StepKeys[],
  right: readonly StepKeys[],
  partners: Int32Array,
): void {
  for (const gap of stretchesOf(partners, right.length)) {
    if (gap.isSame) continue
    const leftKeys = left.slice(gap.leftFrom, gap.leftTo).map(keys => keys[key])
    const rightKeys = right.slice(gap.rightFrom, gap.rightTo).map(keys => keys[key])
    for (const [index, partner] of alignNumbers(leftKeys, rightKeys).entries()) {
      if (partner !== UNPAIRED) partners[gap.leftFrom + index] = gap.rightFrom + partner
    }
  }
}

/**
 * From the start, steps of one name are the same decision until the runs first do something else, and that step is
 * one too: what looks more like it later on has another history.
 */
function pairUntilParting(left: readonly StepKeys[], right: readonly StepKeys[], partners: Int32Array): void {
  const taken = new Set(partners)
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    if (partners[index] === index) continue
    const isFree = partners[index] === UNPAIRED && !taken.has(index)
    if (!isFree || left[index]?.name !== right[index]?.name) return
    partners[index] = index
    if (left[index]?.action !== right[index]?.action) return
  }
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
