import type { Gap } from './gap.ts'

export interface Anchor {
  readonly left: number
  readonly right: number
}

const ABSENT = -1
const REPEATED = -2

/**
 * Finds elements that occur once on each side of a gap, as many of them as keep their order: a patience diff's anchors.
 * Elements are numbers below `size`.
 */
export function createAnchorFinder(left: Int32Array, right: Int32Array, size: number) {
  // Made once and wiped after each gap: a sequence of many elements has many gaps.
  const placeInLeft = new Int32Array(size).fill(ABSENT)
  const placeInRight = new Int32Array(size).fill(ABSENT)
  return (gap: Gap): Anchor[] => {
    note(placeInLeft, left, gap.leftFrom, gap.leftTo)
    note(placeInRight, right, gap.rightFrom, gap.rightTo)
    const pairs: Anchor[] = []
    for (let index = gap.leftFrom; index < gap.leftTo; index += 1) {
      const element = left[index] ?? ABSENT
      const partner = placeInRight[element] ?? ABSENT
      if (partner >= 0 && placeInLeft[element] === index) pairs.push({ left: index, right: partner })
    }
    wipe(placeInLeft, left, gap.leftFrom, gap.leftTo)
    wipe(placeInRight, right, gap.rightFrom, gap.rightTo)
    return longestRising(pairs)
  }
}

function note(places: Int32Array, sequence: Int32Array, from: number, to: number): void {
  for (let index = from; index < to; index += 1) {
    const element = sequence[index] ?? 0
    places[element] = places[element] === ABSENT ? index : REPEATED
  }
}

function wipe(places: Int32Array, sequence: Int32Array, from: number, to: number): void {
  for (let index = from; index < to; index += 1) places[sequence[index] ?? 0] = ABSENT
}

/** The longest part of the pairs, which rise on the left, that rises on the right too. */
function longestRising(pairs: readonly Anchor[]): Anchor[] {
  const before = new Int32Array(pairs.length).fill(ABSENT)
  /** For each length, the pair with the smallest right side that ends a rising part of it. */
  const ends: number[] = []
  for (const [index, pair] of pairs.entries()) {
    const length = firstEndAbove(pairs, ends, pair.right)
    before[index] = ends[length - 1] ?? ABSENT
    ends[length] = index
  }
  const rising: Anchor[] = []
  for (let index = ends.at(-1) ?? ABSENT; index !== ABSENT; index = before[index] ?? ABSENT) {
    const pair = pairs[index]
    if (pair !== undefined) rising.push(pair)
  }
  return rising.reverse()
}

function firstEndAbove(pairs: readonly Anchor[], ends: readonly number[], right: number): number {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((pairs[ends[middle] ?? 0]?.right ?? 0) < right) low = middle + 1
    else high = middle
  }
  return low
}
