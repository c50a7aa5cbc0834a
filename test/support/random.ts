/** Random numbers that are the same in every run: a test that fails can be repeated. */
export function createRandom(seed: number) {
  let state = seed
  /** At least 0, less than 1. */
  function next(): number {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return state / 0x8000_0000
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    pick<const T>(values: readonly [T, ...T[]]): T {
      return values[below(values.length)] ?? values[0]
    },
  }
}

const WORDS = [
  'run',
  'naïve ',
  'a "quoted" part',
  '\n\t',
  '\\',
  '😀',
  '<b>&</b>',
  '\u2028',
  '\u007f',
  '漢字',
  ' ',
] as const

/** Text with everything that some sender spells in its own way. */
export function randomText(random: ReturnType<typeof createRandom>, words: number): string {
  return Array.from({ length: words }, () => random.pick(WORDS) + random.below(1000)).join('')
}
