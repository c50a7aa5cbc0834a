import type { Gap } from './gap.ts'

/** Where a shortest script crosses the middle of a gap: what lies before and behind can be solved apart. */
export interface Crossing {
  readonly left: number
  readonly right: number
}

/**
 * Myers' search from both corners at once, in memory that grows with the sides, not with their product.
 * After `maxSteps` edits from each corner it settles for the crossing that has come furthest.
 */
export function middleSnake(left: Int32Array, right: Int32Array, gap: Gap, maxSteps: number): Crossing {
  const width = gap.leftTo - gap.leftFrom
  const height = gap.rightTo - gap.rightFrom
  const delta = width - height
  const isOdd = delta % 2 !== 0
  const steps = Math.min(Math.ceil((width + height) / 2), maxSteps)
  const middle = steps + 1
  const forward = new Int32Array(2 * middle + 1)
  const backward = new Int32Array(2 * middle + 1)

  for (let cost = 0; cost <= steps; cost += 1) {
    for (let diagonal = -cost; diagonal <= cost; diagonal += 2) {
      const x = forwardReach(forward, middle, diagonal, cost)
      const reached = slideForward(left, right, gap, x, x - diagonal)
      forward[middle + diagonal] = reached
      const facing = delta - diagonal
      if (isOdd && Math.abs(facing) < cost && reached + (backward[middle + facing] ?? 0) >= width) {
        return crossingAt(gap, reached, diagonal)
      }
    }
    for (let diagonal = -cost; diagonal <= cost; diagonal += 2) {
      const x = forwardReach(backward, middle, diagonal, cost)
      const reached = slideBackward(left, right, gap, x, x - diagonal)
      backward[middle + diagonal] = reached
      const facing = delta - diagonal
      if (!isOdd && Math.abs(facing) <= cost && reached + (forward[middle + facing] ?? 0) >= width) {
        return crossingAt(gap, width - reached, facing)
      }
    }
  }
  return furthestCrossing(forward, middle, steps, gap)
}

/** The better of one more deletion and one more insertion. */
function forwardReach(reach: Int32Array, middle: number, diagonal: number, cost: number): number {
  if (cost === 0) return 0
  const inserted = reach[middle + diagonal + 1] ?? 0
  const deleted = (reach[middle + diagonal - 1] ?? 0) + 1
  const mustInsert = diagonal === -cost
  const mustDelete = diagonal === cost
  return mustInsert || (!mustDelete && inserted >= deleted) ? inserted : deleted
}

function slideForward(left: Int32Array, right: Int32Array, gap: Gap, fromX: number, fromY: number): number {
  let x = fromX
  let y = fromY
  const { leftFrom, leftTo, rightFrom, rightTo } = gap
  while (
    leftFrom + x < leftTo &&
    rightFrom + y < rightTo &&
    y >= 0 &&
    left[leftFrom + x] === right[rightFrom + y]
  ) {
    x += 1
    y += 1
  }
  return x
}

function slideBackward(left: Int32Array, right: Int32Array, gap: Gap, fromX: number, fromY: number): number {
  let x = fromX
  let y = fromY
  const { leftFrom, leftTo, rightFrom, rightTo } = gap
  while (
    leftTo - x > leftFrom &&
    rightTo - y > rightFrom &&
    y >= 0 &&
    left[leftTo - x - 1] === right[rightTo - y - 1]
  ) {
    x += 1
    y += 1
  }
  return x
}

function crossingAt(gap: Gap, x: number, diagonal: number): Crossing {
  return { left: gap.leftFrom + x, right: gap.rightFrom + x - diagonal }
}

function furthestCrossing(forward: Int32Array, middle: number, steps: number, gap: Gap): Crossing {
  const width = gap.leftTo - gap.leftFrom
  const height = gap.rightTo - gap.rightFrom
  let best = { x: 0, y: 0 }
  for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
    const x = Math.min(forward[middle + diagonal] ?? 0, width)
    const y = x - diagonal
    if (y >= 0 && y <= height && x + y > best.x + best.y) best = { x, y }
  }
  return { left: gap.leftFrom + best.x, right: gap.rightFrom + best.y }
}
