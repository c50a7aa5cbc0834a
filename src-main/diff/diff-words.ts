import type { TextPiece } from '#contract/diff.ts'
import { alignTexts } from './align-texts.ts'
import { type Stretch, stretchesOf } from './stretches.ts'

const WORDS = /[\p{L}\p{N}_]+|[^\S\n]+|\n|[^\p{L}\p{N}_\s]/gu
/** Between two changes, less than a word is chance rather than something that stayed. */
const HARDLY_SAME = /^[^\p{L}\p{N}]{0,3}$/u

/** What stayed, went and came, word by word. The pieces that stayed or went are the left, those that stayed or came the right. */
export function diffWords(left: string, right: string): TextPiece[] {
  const leftWords = left.match(WORDS) ?? []
  const rightWords = right.match(WORDS) ?? []
  const stretches = stretchesOf(alignTexts(leftWords, rightWords), rightWords.length)
  return withoutChance(stretches, leftWords).flatMap(({ isSame, leftFrom, leftTo, rightFrom, rightTo }) => {
    const removed = leftWords.slice(leftFrom, leftTo).join('')
    const added = rightWords.slice(rightFrom, rightTo).join('')
    const pieces: TextPiece[] = isSame
      ? [{ change: 'same', text: removed }]
      : [
          { change: 'removed', text: removed },
          { change: 'added', text: added },
        ]
    return pieces.filter(piece => piece.text !== '')
  })
}

function withoutChance(stretches: readonly Stretch[], words: readonly string[]): Stretch[] {
  const kept: Stretch[] = []
  for (const [index, stretch] of stretches.entries()) {
    const isBetween = index > 0 && index < stretches.length - 1
    const isChance =
      isBetween && stretch.isSame && HARDLY_SAME.test(words.slice(stretch.leftFrom, stretch.leftTo).join(''))
    const previous = kept.at(-1)
    const isChange = isChance || !stretch.isSame
    if (previous !== undefined && !previous.isSame && isChange) {
      kept[kept.length - 1] = { ...previous, leftTo: stretch.leftTo, rightTo: stretch.rightTo }
    } else {
      kept.push({ ...stretch, isSame: !isChange })
    }
  }
  return kept
}
