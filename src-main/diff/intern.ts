/** Two lists as numbers: equal numbers stand for equal texts. */
export interface InternedPair {
  readonly left: Int32Array
  readonly right: Int32Array
}

export function intern(left: readonly string[], right: readonly string[]): InternedPair {
  const numbers = new Map<string, number>()
  const numberOf = (text: string): number => {
    const known = numbers.get(text)
    if (known !== undefined) return known
    numbers.set(text, numbers.size)
    return numbers.size - 1
  }
  return { left: Int32Array.from(left, numberOf), right: Int32Array.from(right, numberOf) }
}
