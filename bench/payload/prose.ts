import { type Random, seededRandom } from './random.ts'

const VOCABULARY_WORDS = 6_000
const SYLLABLES =
  'ba ce di fo gu la me ni po ru sa te vi wo za ber con den fal gram hol ist kan lor mun'.split(' ')

const vocabulary = createVocabulary()

/** Text of about `length` characters whose words are as unevenly common as those of a language. */
export function prose(random: Random, length: number): string {
  const words: string[] = []
  let written = 0
  while (written < length) {
    const word = vocabulary[commonness(random)] ?? ''
    words.push(word)
    written += word.length + 1
  }
  return words.join(' ').slice(0, length)
}

/** Small numbers come far more often than large ones. */
function commonness(random: Random): number {
  const part = random.below(1_000_000) / 1_000_000
  return Math.floor(VOCABULARY_WORDS * part * part * part)
}

function createVocabulary(): string[] {
  const random = seededRandom(7)
  return Array.from({ length: VOCABULARY_WORDS }, () =>
    Array.from({ length: 1 + random.below(4) }, () => SYLLABLES[random.below(SYLLABLES.length)]).join(''),
  )
}
