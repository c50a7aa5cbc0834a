/** UTF-16 code units, from and to. */
export type CharRange = readonly [from: number, to: number]

export interface CharSet {
  has(code: number): boolean
}

const LAST = 0xffff
const ASCII = 128

export const digits: readonly CharRange[] = [[48, 57]]
export const wordCharacters: readonly CharRange[] = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
]
export const spaces: readonly CharRange[] = [
  [9, 13],
  [32, 32],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]
/** What a dot matches: everything but line ends. */
export const notLineEnds = complement([
  [10, 10],
  [13, 13],
  [0x2028, 0x2029],
])

export function createCharSet(ranges: readonly CharRange[]): CharSet {
  const isIn = (code: number) => ranges.some(([from, to]) => code >= from && code <= to)
  const ascii = Uint8Array.from({ length: ASCII }, (_, code) => (isIn(code) ? 1 : 0))
  const hasOthers = ranges.some(([, to]) => to >= ASCII)
  return { has: code => (code < ASCII ? ascii[code] === 1 : hasOthers && isIn(code)) }
}

export function complement(ranges: readonly CharRange[]): readonly CharRange[] {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0])
  const gaps: CharRange[] = []
  let next = 0
  for (const [from, to] of sorted) {
    if (from > next) gaps.push([next, from - 1])
    next = Math.max(next, to + 1)
  }
  return next > LAST ? gaps : [...gaps, [next, LAST]]
}

/** The same letters in both cases, where a letter has exactly one other. */
export function withBothCases(ranges: readonly CharRange[]): readonly CharRange[] {
  const added: CharRange[] = []
  for (const [from, to] of ranges) {
    // A range over most of the alphabet of all languages holds both cases already.
    for (let code = from; code <= to && to - from < 1024; code++) {
      const letter = String.fromCharCode(code)
      for (const other of [letter.toLowerCase(), letter.toUpperCase()]) {
        if (other !== letter && other.length === 1) added.push([other.charCodeAt(0), other.charCodeAt(0)])
      }
    }
  }
  return [...ranges, ...added]
}
