import { type Gap, isOneSided } from './gap.ts'
import { middleSnake } from './middle-snake.ts'
import { type Anchor, createAnchorFinder } from './unique-anchors.ts'

export const UNPAIRED = -1

/** How many edits are searched for the shortest script: fewer in long sequences, whose time is edits times length. */
const MAX_SEARCHED_EDITS = 1024
const MIN_SEARCHED_EDITS = 64
const SEARCH_BUDGET = 2 ** 25
/** A shorter gap is solved sooner than its anchors are found. */
const MIN_ANCHORED_LENGTH = 64

/**
 * For each element of the left its partner in the right, or UNPAIRED. Partners are equal, and their order is the same
 * on both sides. Equal numbers mean equal elements, and numbers count from 0.
 */
export function align(left: Int32Array, right: Int32Array): Int32Array {
  const size = 1 + Math.max(largest(left), largest(right))
  const kept = { left: indexesShared(left, right, size), right: indexesShared(right, left, size) }
  const shortLeft = kept.left.map(index => left[index] ?? 0)
  const shortRight = kept.right.map(index => right[index] ?? 0)
  const partners = new Int32Array(left.length).fill(UNPAIRED)
  alignShared(shortLeft, shortRight, size, (leftIndex, rightIndex) => {
    partners[kept.left[leftIndex] ?? 0] = kept.right[rightIndex] ?? 0
  })
  return partners
}

type Pair = (left: number, right: number) => void

/** A gap, and the length of the last gap around it that had no anchors. */
interface Task {
  readonly gap: Gap
  readonly lengthWithoutAnchors: number
}

function alignShared(left: Int32Array, right: Int32Array, size: number, pair: Pair): void {
  const length = left.length + right.length
  const maxEdits = Math.max(
    MIN_SEARCHED_EDITS,
    Math.min(MAX_SEARCHED_EDITS, Math.floor(SEARCH_BUDGET / length)),
  )
  const anchorsIn = createAnchorFinder(left, right, size)
  const whole = { leftFrom: 0, leftTo: left.length, rightFrom: 0, rightTo: right.length }
  const waiting: Task[] = [{ gap: whole, lengthWithoutAnchors: Number.POSITIVE_INFINITY }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const gap = pairEnds(left, right, next.gap, pair)
    if (isOneSided(gap)) continue
    // In little less than a gap without anchors there are hardly any, and looking costs its length.
    const isWorthLooking =
      lengthOf(gap) >= MIN_ANCHORED_LENGTH && lengthOf(gap) <= next.lengthWithoutAnchors / 2
    const anchors = isWorthLooking ? anchorsIn(gap) : []
    const lengthWithoutAnchors = isWorthLooking ? lengthOf(gap) : next.lengthWithoutAnchors
    const parts =
      anchors.length > 0 ? splitAtAnchors(gap, anchors, pair) : splitAtSnake(left, right, gap, maxEdits)
    for (const part of parts) {
      waiting.push({
        gap: part,
        lengthWithoutAnchors: anchors.length > 0 ? Number.POSITIVE_INFINITY : lengthWithoutAnchors,
      })
    }
  }
}

/** Pairs what is equal at both ends and returns what lies between. */
function pairEnds(left: Int32Array, right: Int32Array, gap: Gap, pair: Pair): Gap {
  let { leftFrom, leftTo, rightFrom, rightTo } = gap
  while (leftFrom < leftTo && rightFrom < rightTo && left[leftFrom] === right[rightFrom]) {
    pair(leftFrom, rightFrom)
    leftFrom += 1
    rightFrom += 1
  }
  while (leftFrom < leftTo && rightFrom < rightTo && left[leftTo - 1] === right[rightTo - 1]) {
    leftTo -= 1
    rightTo -= 1
    pair(leftTo, rightTo)
  }
  return { leftFrom, leftTo, rightFrom, rightTo }
}

function splitAtAnchors(gap: Gap, anchors: readonly Anchor[], pair: Pair): Gap[] {
  const gaps: Gap[] = []
  let { leftFrom, rightFrom } = gap
  for (const anchor of anchors) {
    pair(anchor.left, anchor.right)
    gaps.push({ leftFrom, leftTo: anchor.left, rightFrom, rightTo: anchor.right })
    leftFrom = anchor.left + 1
    rightFrom = anchor.right + 1
  }
  gaps.push({ leftFrom, leftTo: gap.leftTo, rightFrom, rightTo: gap.rightTo })
  return gaps
}

function splitAtSnake(left: Int32Array, right: Int32Array, gap: Gap, maxEdits: number): Gap[] {
  const { left: leftAt, right: rightAt } = middleSnake(left, right, gap, maxEdits)
  const halves = [
    { ...gap, leftTo: leftAt, rightTo: rightAt },
    { ...gap, leftFrom: leftAt, rightFrom: rightAt },
  ]
  // A crossing in a corner splits off nothing; without its first elements the rest is smaller all the same.
  const isProgress = halves.every(half => lengthOf(half) < lengthOf(gap))
  return isProgress ? halves : [{ ...gap, leftFrom: gap.leftFrom + 1 }]
}

function lengthOf(gap: Gap): number {
  return gap.leftTo - gap.leftFrom + gap.rightTo - gap.rightFrom
}

/** An element that the other side lacks has no partner: leaving it out makes unrelated sides trivial. */
function indexesShared(sequence: Int32Array, other: Int32Array, size: number): Int32Array {
  const isInOther = new Uint8Array(size)
  for (const element of other) isInOther[element] = 1
  const indexes = new Int32Array(sequence.length)
  let count = 0
  for (let index = 0; index < sequence.length; index += 1) {
    if (isInOther[sequence[index] ?? 0] === 1) indexes[count++] = index
  }
  return indexes.subarray(0, count)
}

function largest(sequence: Int32Array): number {
  let most = -1
  for (const element of sequence) if (element > most) most = element
  return most
}
