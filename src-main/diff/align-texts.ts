import { align, UNPAIRED } from './align.ts'
import { intern } from './intern.ts'

/** As `align`, for texts. Swapping the sides gives the same pairs, mirrored. */
export function alignTexts(left: readonly string[], right: readonly string[]): Int32Array {
  // Equally good pairings exist, and the search prefers one side: always starting from the same side settles which.
  if (compareLists(left, right) <= 0) return alignInOrder(left, right)
  const partners = new Int32Array(left.length).fill(UNPAIRED)
  for (const [rightIndex, leftIndex] of alignInOrder(right, left).entries()) {
    if (leftIndex !== UNPAIRED) partners[leftIndex] = rightIndex
  }
  return partners
}

function alignInOrder(left: readonly string[], right: readonly string[]): Int32Array {
  const numbers = intern(left, right)
  return align(numbers.left, numbers.right)
}

function compareLists(left: readonly string[], right: readonly string[]): number {
  if (left.length !== right.length) return left.length - right.length
  const index = left.findIndex((text, at) => text !== right[at])
  if (index < 0) return 0
  return (left[index] ?? '') < (right[index] ?? '') ? -1 : 1
}
