/** Random numbers that are the same in every run. */
export interface Random {
  /** An integer below `limit`. */
  below(limit: number): number
  hex(bytes: number): string
}

export function seededRandom(seed: number): Random {
  let state = (seed * 2_654_435_761) >>> 0

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }

  return {
    below: limit => Math.floor((next() / 2 ** 32) * limit),
    hex(bytes) {
      let text = ''
      while (text.length < bytes * 2) text += next().toString(16).padStart(8, '0')
      return text.slice(0, bytes * 2)
    },
  }
}
