import type { TextChunk } from '#contract/diff.ts'
import { alignTexts } from './align-texts.ts'
import { diffWords } from './diff-words.ts'
import { type Stretch, stretchesOf } from './stretches.ts'

/** Longer changes are told by line only: word by word nobody reads them, and the search would take long. */
const MAX_WORD_CHARACTERS = 2_500_000

/** Line by line, and within changed lines word by word. Line numbers count from 0. */
export function diffText(left: string, right: string): TextChunk[] {
  const leftLines = left.split('\n')
  const rightLines = right.split('\n')
  const stretches = stretchesOf(alignTexts(leftLines, rightLines), rightLines.length)
  return stretches.map(stretch => toChunk(stretch, leftLines, rightLines))
}

function toChunk(stretch: Stretch, leftLines: readonly string[], rightLines: readonly string[]): TextChunk {
  const { leftFrom, leftTo, rightFrom, rightTo } = stretch
  const place = { leftFrom, leftCount: leftTo - leftFrom, rightFrom, rightCount: rightTo - rightFrom }
  if (stretch.isSame) return { change: 'same', ...place, words: null }
  if (place.rightCount === 0) return { change: 'removed', ...place, words: null }
  if (place.leftCount === 0) return { change: 'added', ...place, words: null }
  const left = leftLines.slice(leftFrom, leftTo).join('\n')
  const right = rightLines.slice(rightFrom, rightTo).join('\n')
  const isReadable = left.length + right.length <= MAX_WORD_CHARACTERS
  return { change: 'changed', ...place, words: isReadable ? diffWords(left, right) : null }
}
