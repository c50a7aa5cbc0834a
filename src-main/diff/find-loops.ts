/** Steps that repeat in the same order. */
export interface Loop {
  readonly from: number
  /** Steps of one turn. */
  readonly period: number
  readonly times: number
}

const MAX_PERIOD = 8
const MIN_TIMES = 3

/** Loops from left to right, none within another; where two begin, the one that covers more, with the shorter turn. */
export function findLoops(keys: readonly number[]): Loop[] {
  const loops: Loop[] = []
  for (let from = 0; from < keys.length; ) {
    const loop = longestLoopAt(keys, from)
    if (loop === undefined) from += 1
    else {
      loops.push(loop)
      from += loop.period * loop.times
    }
  }
  return loops
}

function longestLoopAt(keys: readonly number[], from: number): Loop | undefined {
  let best: Loop | undefined
  for (let period = 1; period <= MAX_PERIOD && from + period * MIN_TIMES <= keys.length; period += 1) {
    const times = timesAt(keys, from, period)
    if (times < MIN_TIMES) continue
    if (best === undefined || times * period > best.times * best.period) best = { from, period, times }
  }
  return best
}

function timesAt(keys: readonly number[], from: number, period: number): number {
  let end = from + period
  while (end < keys.length && keys[end] === keys[end - period]) end += 1
  return Math.floor((end - from) / period)
}
