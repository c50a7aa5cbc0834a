import type { TextChunk, TextPiece } from '#contract/diff.ts'

/** A line of two texts held against each other. Lines count from 1. */
export type Line =
  | {
      readonly type: 'line'
      readonly sign: ' ' | '−' | '+'
      readonly leftNumber: number | undefined
      readonly rightNumber: number | undefined
      readonly pieces: readonly TextPiece[]
    }
  | { readonly type: 'fold'; readonly id: string; readonly count: number }

export interface ComparedTexts {
  readonly left: string
  readonly right: string
  readonly chunks: readonly TextChunk[]
}

/** Equal lines next to a change stay in sight. */
const CONTEXT = 3
const LEAST_FOLD = 4

/** Both texts as one list: what went, then what came, each line with the words that differ. */
export function listLines({ left, right, chunks }: ComparedTexts, opened: ReadonlySet<string>): Line[] {
  const leftLines = left.split('\n')
  const rightLines = right.split('\n')
  return chunks.flatMap((chunk, index): Line[] => {
    if (chunk.change === 'same') {
      const hasBefore = index > 0
      const hasAfter = index < chunks.length - 1
      return sameLines(chunk, leftLines, { hasBefore, hasAfter }, opened)
    }
    const words = chunk.words
    const was = words === null ? undefined : cutIntoLines(words, 'removed')
    const is = words === null ? undefined : cutIntoLines(words, 'added')
    return [
      ...changedLines('−', chunk.leftFrom, chunk.leftCount, leftLines, was),
      ...changedLines('+', chunk.rightFrom, chunk.rightCount, rightLines, is),
    ]
  })
}

function sameLines(
  { leftFrom, leftCount, rightFrom }: TextChunk,
  lines: readonly string[],
  { hasBefore, hasAfter }: { readonly hasBefore: boolean; readonly hasAfter: boolean },
  opened: ReadonlySet<string>,
): Line[] {
  const lineAt = (offset: number): Line => ({
    type: 'line',
    sign: ' ',
    leftNumber: leftFrom + offset + 1,
    rightNumber: rightFrom + offset + 1,
    pieces: [{ change: 'same', text: lines[leftFrom + offset] ?? '' }],
  })
  const range = (from: number, to: number) =>
    Array.from({ length: Math.max(0, to - from) }, (_, offset) => lineAt(from + offset))
  const head = hasBefore ? CONTEXT : 0
  const tail = hasAfter ? CONTEXT : 0
  const hidden = leftCount - head - tail
  const id = `fold-${leftFrom}`
  if (hidden < LEAST_FOLD || opened.has(id)) return range(0, leftCount)
  return [...range(0, head), { type: 'fold', id, count: hidden }, ...range(leftCount - tail, leftCount)]
}

function changedLines(
  sign: '−' | '+',
  from: number,
  count: number,
  lines: readonly string[],
  words: readonly (readonly TextPiece[])[] | undefined,
): Line[] {
  const change = sign === '−' ? 'removed' : 'added'
  return Array.from({ length: count }, (_, offset): Line => {
    const number = from + offset + 1
    return {
      type: 'line',
      sign,
      leftNumber: sign === '−' ? number : undefined,
      rightNumber: sign === '+' ? number : undefined,
      pieces: words?.[offset] ?? [{ change, text: lines[from + offset] ?? '' }],
    }
  })
}

/** The words of one side, line by line. */
function cutIntoLines(words: readonly TextPiece[], own: 'removed' | 'added'): TextPiece[][] {
  const lines: TextPiece[][] = [[]]
  for (const { change, text } of words) {
    if (change !== 'same' && change !== own) continue
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push({ change, text: part })
    }
  }
  return lines
}
