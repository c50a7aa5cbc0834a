/** What the index takes for a part of a word: letters and numbers, but for some signs it has known as marks for longer. */
export const IN_WORD = String.raw`[[\p{L}\p{N}\p{Co}]--[\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3]]`
const BETWEEN_WORDS = `(?:(?!${IN_WORD}).)+`
const ALL_ASCII = /^[\0-\x7f]*$/
const ACCENTS = /[\u0300-\u036f]/g

export interface Phrase {
  readonly words: readonly string[]
  /** Whether the last word may go on. */
  readonly isPrefix: boolean
}

/** Asks a text whether it has the words of a phrase side by side; letters are compared as the index does. */
export function holdsPhrase({ words, isPrefix }: Phrase): (text: string) => boolean {
  const sequence = words.map(word => RegExp.escape(folded(word))).join(BETWEEN_WORDS)
  const pattern = new RegExp(`(?<!${IN_WORD})${sequence}${isPrefix ? '' : `(?!${IN_WORD})`}`, 'sv')
  return text => pattern.test(folded(text))
}

/** Without case and accents. */
function folded(text: string): string {
  if (ALL_ASCII.test(text)) return text.toLowerCase()
  return text.normalize('NFD').replace(ACCENTS, '').toLowerCase()
}
