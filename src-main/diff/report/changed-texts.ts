import type { RunDiff, TextChunk } from '#contract/diff.ts'
import { diffText } from '../diff-text.ts'
import { stepNumber } from '../words.ts'

/** The block texts that explain a divergence, compared. */
export interface ChangedText {
  readonly title: string
  readonly left: readonly string[]
  readonly right: readonly string[]
  readonly chunks: readonly TextChunk[]
}

const MOST_TEXTS = 12
const MOST_CHARACTERS = 400_000

/** Undefined for a text too long for a report; its block id leads to it. */
export function changedTexts(diff: RunDiff, textOf: (blockId: string) => string | undefined): ChangedText[] {
  const divergences = [diff.first, diff.parting].flatMap(each => each ?? [])
  const changes = divergences.flatMap(({ left, right, blocks }) =>
    blocks.map(block => ({ block, step: stepNumber(left ?? right ?? 0) })),
  )
  return changes.slice(0, MOST_TEXTS).flatMap(({ block, step }): ChangedText[] => {
    const left = block.leftBlockId === null ? '' : (textOf(block.leftBlockId) ?? '')
    const right = block.rightBlockId === null ? '' : (textOf(block.rightBlockId) ?? '')
    const title = `Step ${step}, ${block.label}`
    if (left.length + right.length > MOST_CHARACTERS) {
      return [{ title: `${title}: too long to be shown here`, left: [], right: [], chunks: [] }]
    }
    return [{ title, left: left.split('\n'), right: right.split('\n'), chunks: diffText(left, right) }]
  })
}

/** Equal lines further than this from a change are left out. */
const CONTEXT = 3

export type ReportLine =
  | { readonly sign: ' ' | '-' | '+'; readonly text: string }
  | { readonly sign: '…'; readonly count: number }

/** Both texts as one list of lines, as a patch has them. */
export function patchLines({ left, right, chunks }: ChangedText): ReportLine[] {
  return chunks.flatMap((chunk, index): ReportLine[] => {
    const own = left.slice(chunk.leftFrom, chunk.leftFrom + chunk.leftCount)
    if (chunk.change === 'same') return foldLines(own, index > 0, index < chunks.length - 1)
    const other = right.slice(chunk.rightFrom, chunk.rightFrom + chunk.rightCount)
    return [
      ...own.map(text => ({ sign: '-' as const, text })),
      ...other.map(text => ({ sign: '+' as const, text })),
    ]
  })
}

function foldLines(lines: readonly string[], isAfter: boolean, isBefore: boolean): ReportLine[] {
  const head = isAfter ? CONTEXT : 0
  const tail = isBefore ? CONTEXT : 0
  const kept = (text: string): ReportLine => ({ sign: ' ', text })
  if (lines.length <= head + tail + 1) return lines.map(kept)
  return [
    ...lines.slice(0, head).map(kept),
    { sign: '…', count: lines.length - head - tail },
    ...lines.slice(lines.length - tail).map(kept),
  ]
}
