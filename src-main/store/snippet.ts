import type { SearchHit } from '#contract/search.ts'

const CHARACTERS_BEFORE = 60
const CHARACTERS_AFTER = 140

/** The surroundings of the first word that occurs in the text as typed; its beginning when none does. */
export function snippetOf(text: string, words: readonly string[]): SearchHit['snippet'] {
  const found = words
    .map(word => ({ word, at: text.search(patternOf(word)) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0]
  if (found === undefined) return { before: '', match: '', after: text.slice(0, CHARACTERS_AFTER) }
  const { at } = found
  const match = patternOf(found.word).exec(text.slice(at))?.[0] ?? ''
  const from = Math.max(0, at - CHARACTERS_BEFORE)
  const end = at + match.length
  return {
    before: `${from > 0 ? '…' : ''}${text.slice(from, at)}`,
    match,
    after: `${text.slice(end, end + CHARACTERS_AFTER)}${end + CHARACTERS_AFTER < text.length ? '…' : ''}`,
  }
}

/** The index ignores what stands between the words of a phrase; so does this. */
function patternOf(words: string): RegExp {
  return new RegExp(words.split(' ').map(RegExp.escape).join('[^\\p{L}\\p{N}]+'), 'iu')
}
