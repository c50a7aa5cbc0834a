import type { Caller } from '#contract/caller.ts'
import type { StepChange, TextChunk } from '#contract/diff.ts'
import { type JsonValue, parseJson } from '../base/json.ts'

export interface TextDiff {
  readonly base_text: string
  readonly compare_text: string
  readonly hunks: readonly {
    readonly start_line: number
    readonly end_line: number
    readonly content: string
  }[]
  readonly similarity: number
}

interface Compared {
  readonly left: string
  readonly right: string
  readonly chunks: readonly TextChunk[]
}

/** The blocks that differ, one after the other, with the lines that do. Null where none does. */
export async function textDiff(caller: Caller, changes: readonly StepChange[]): Promise<TextDiff | null> {
  if (changes.length === 0) return null
  const texts: Compared[] = []
  for (const change of changes) texts.push(await readChange(caller, change))
  const hunks = texts.flatMap(({ left, right, chunks }) =>
    hunksOf(left.split('\n'), right.split('\n'), chunks),
  )
  const same = texts.flatMap(({ chunks }) => chunks.filter(chunk => chunk.change === 'same'))
  const lines = texts.flatMap(({ chunks }) => chunks)
  const both = lines.reduce((sum, chunk) => sum + chunk.leftCount + chunk.rightCount, 0)
  const shared = same.reduce((sum, chunk) => sum + chunk.leftCount + chunk.rightCount, 0)
  return {
    base_text: texts.map(({ left }) => left).join('\n'),
    compare_text: texts.map(({ right }) => right).join('\n'),
    hunks,
    similarity: both === 0 ? 1 : shared / both,
  }
}

export interface DataDiff {
  readonly base_data: JsonValue
  readonly compare_data: JsonValue
  readonly changed: true
}

export async function dataDiff(caller: Caller, change: StepChange | undefined): Promise<DataDiff | null> {
  if (change === undefined) return null
  const { left, right } = await readChange(caller, change)
  return { base_data: parseJson(left) ?? left, compare_data: parseJson(right) ?? right, changed: true }
}

async function readChange(caller: Caller, { leftBlockId, rightBlockId }: StepChange): Promise<Compared> {
  if (leftBlockId !== null && rightBlockId !== null) {
    return await caller.call('diff.blocks', { left: leftBlockId, right: rightBlockId })
  }
  const blockId = leftBlockId ?? rightBlockId
  const text = blockId === null ? '' : (await caller.call('blocks.get', { blockId })).text
  const lines = text.split('\n').length
  const isLeft = leftBlockId !== null
  const chunk: TextChunk = {
    change: isLeft ? 'removed' : 'added',
    leftFrom: 0,
    leftCount: isLeft ? lines : 0,
    rightFrom: 0,
    rightCount: isLeft ? 0 : lines,
    words: null,
  }
  return { left: isLeft ? text : '', right: isLeft ? '' : text, chunks: [chunk] }
}

/** Lines count from 1 in the text that is compared. */
function hunksOf(left: readonly string[], right: readonly string[], chunks: readonly TextChunk[]) {
  return chunks
    .filter(chunk => chunk.change !== 'same')
    .map(({ leftFrom, leftCount, rightFrom, rightCount }) => ({
      start_line: rightFrom + 1,
      end_line: rightFrom + Math.max(1, rightCount),
      content: [
        ...left.slice(leftFrom, leftFrom + leftCount).map(line => `-${line}`),
        ...right.slice(rightFrom, rightFrom + rightCount).map(line => `+${line}`),
      ].join('\n'),
    }))
}
