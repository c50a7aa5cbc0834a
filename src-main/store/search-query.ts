import { holdsPhrase, IN_WORD, type Phrase } from './phrase.ts'

const WORDS = new RegExp(`${IN_WORD}+`, 'gv')

export interface SearchQuery {
  /** In the index's own query language. */
  readonly match: string
  /** The words to mark in what was found, in lower case. */
  readonly words: readonly string[]
  /** Whether a text in which the index found every word has them as they were typed. Undefined when that says it all. */
  readonly holds: ((text: string) => boolean) | undefined
}

/**
 * Turns what a person typed into an index query that cannot fail: words and "phrases" must all occur,
 * a final * matches beginnings, everything else is plain text. Undefined when there is no word in it.
 */
export function readSearchQuery(text: string): SearchQuery | undefined {
  const terms = termsOf(text)
  if (terms.length === 0) return undefined
  const phrases = terms.filter(({ words }) => words.length > 1).map(holdsPhrase)
  return {
    match: terms.flatMap(matchesOf).join(' '),
    words: terms.map(term => term.words.join(' ').toLowerCase()),
    holds: phrases.length === 0 ? undefined : found => phrases.every(holds => holds(found)),
  }
}

/** Composed letters, so that an accent does not end a word. */
function termsOf(text: string): Phrase[] {
  return [...text.normalize('NFC').matchAll(/"([^"]*)"?|([^\s"]+)/gu)].flatMap(
    ([, phrase, word]): Phrase[] => {
      const typed = phrase ?? word ?? ''
      const words = typed.match(WORDS)
      return words === null ? [] : [{ words, isPrefix: phrase === undefined && typed.endsWith('*') }]
    },
  )
}

/** The index knows which words a text has, and not where. */
function matchesOf({ words, isPrefix }: Phrase): string[] {
  return words.map((word, index) => `"${word}"${isPrefix && index === words.length - 1 ? '*' : ''}`)
}
