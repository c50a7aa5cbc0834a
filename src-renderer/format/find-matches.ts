export interface TextRange {
  readonly start: number
  readonly end: number
}

/** Where words stand in a text, in any case. Stops at `most`: a letter stands millions of times in a large text. */
export function findMatches(text: string, words: string, most = 10_000): TextRange[] {
  if (words === '') return []
  const lowText = text.toLowerCase()
  const lowWords = words.toLowerCase()
  // A few letters change their length with their case, and then places in one text are none in the other.
  const isEven = lowText.length === text.length && lowWords.length === words.length
  return isEven ? findSame(lowText, lowWords, most) : findByPattern(text, words, most)
}

/** Ten times as fast as a pattern. */
function findSame(text: string, words: string, most: number): TextRange[] {
  const found: TextRange[] = []
  let at = text.indexOf(words)
  while (at !== -1 && found.length < most) {
    found.push({ start: at, end: at + words.length })
    at = text.indexOf(words, at + words.length)
  }
  return found
}

function findByPattern(text: string, words: string, most: number): TextRange[] {
  const found: TextRange[] = []
  for (const match of text.matchAll(new RegExp(escapeWords(words), 'gi'))) {
    found.push({ start: match.index, end: match.index + match[0].length })
    if (found.length === most) break
  }
  return found
}

/** The ranges that touch a stretch of text, cut to it. The ranges are in order and apart from each other. */
export function rangesWithin(ranges: readonly TextRange[], start: number, end: number): TextRange[] {
  const within: TextRange[] = []
  for (let at = firstAfter(ranges, start); at < ranges.length; at += 1) {
    const range = ranges[at]
    if (range === undefined || range.start >= end) break
    within.push({ start: Math.max(range.start, start), end: Math.min(range.end, end) })
  }
  return within
}

function firstAfter(ranges: readonly TextRange[], start: number): number {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle]?.end ?? 0) <= start) low = middle + 1
    else high = middle
  }
  return low
}

function escapeWords(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
