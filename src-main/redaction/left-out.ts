/** Counts what a mode leaves out of one item. */
export interface LeftOut {
  readonly values: number
  readonly bytes: number
  add(bytes: number): void
  reset(): void
}

export function createLeftOut(): LeftOut {
  let values = 0
  let total = 0
  return {
    get values() {
      return values
    },
    get bytes() {
      return total
    },
    add(bytes) {
      values += 1
      total += Math.max(0, bytes)
    },
    reset() {
      values = 0
      total = 0
    },
  }
}
