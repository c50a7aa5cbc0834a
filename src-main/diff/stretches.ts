import { UNPAIRED } from './align.ts'

/** A stretch where both sides pair element by element, or where neither has partners. */
export interface Stretch {
  readonly isSame: boolean
  readonly leftFrom: number
  readonly leftTo: number
  readonly rightFrom: number
  readonly rightTo: number
}

/** The partners of an alignment as stretches that cover both sides from end to end. */
export function stretchesOf(partners: Int32Array, rightLength: number): Stretch[] {
  const stretches: Stretch[] = []
  let left = 0
  let right = 0
  while (left < partners.length || right < rightLength) {
    const leftFrom = left
    const rightFrom = right
    while (left < partners.length && partners[left] === right) {
      left += 1
      right += 1
    }
    const isSame = left > leftFrom
    if (!isSame) {
      while (left < partners.length && partners[left] === UNPAIRED) left += 1
      right = partners[left] ?? rightLength
    }
    stretches.push({ isSame, leftFrom, leftTo: left, rightFrom, rightTo: right })
  }
  return stretches
}
