export interface SearchQuery {
  /** In the index's own query language. */
  readonly match: string
  /** The words to mark in what was found, in lower case. */
  readonly words: readonly string[]
}

/**
 * Turns what a person typed into an index query that cannot fail: words and "phrases" must all occur,
 * a final * matches beginnings, everything else is plain text. Undefined when there is no word in it.
 */
export function readSearchQuery(text: string): SearchQuery | undefined {
  const terms = [...text.matchAll(/"([^"]*)"?|([^\s"]+)/gu)].flatMap(
    ([, phrase, word]): { text: string; isPrefix: boolean }[] => {
      const typed = phrase ?? word ?? ''
      const isPrefix = phrase === undefined && typed.endsWith('*')
      const words = typed.match(/[\p{L}\p{N}\p{Co}]+/gu)
      return words === null ? [] : [{ text: words.join(' '), isPrefix }]
    },
  )
  if (terms.length === 0) return undefined
  return {
    match: terms.map(term => `"${term.text}"${term.isPrefix ? '*' : ''}`).join(' '),
    words: terms.map(term => term.text.toLowerCase()),
  }
}
