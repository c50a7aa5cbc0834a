import type { CallBlock } from '#contract/call.ts'
import { findMatches, type TextRange } from '../../../format/find-matches.ts'
import { readableText } from '../choose-content.ts'

/** What a search found in one block: the text it looked through, and where. */
export interface BlockHits {
  readonly callBlock: CallBlock
  readonly text: string
  readonly ranges: readonly TextRange[]
}

export interface CallHits {
  readonly ofBlock: ReadonlyMap<CallBlock, BlockHits>
  /** Every match in the order the blocks are shown. */
  readonly matches: readonly { readonly callBlock: CallBlock; readonly range: TextRange }[]
  /** Whether there are more than are counted. */
  readonly isCapped: boolean
}

const MOST_A_BLOCK = 5_000

/** Looks through the blocks in the order given. `wholeOf` has the texts of blocks that came cut. */
export function findInCall(
  blocks: readonly CallBlock[],
  words: string,
  wholeOf: ReadonlyMap<string, string>,
): CallHits {
  const hits = blocks.flatMap((callBlock): BlockHits[] => {
    const { kind, text, blockId } = callBlock.block
    if (kind === 'image' || kind === 'audio') return []
    const whole = readableText(callBlock, wholeOf.get(blockId) ?? text)
    const ranges = findMatches(whole, words, MOST_A_BLOCK)
    return ranges.length === 0 ? [] : [{ callBlock, text: whole, ranges }]
  })
  return {
    ofBlock: new Map(hits.map(hit => [hit.callBlock, hit])),
    matches: hits.flatMap(({ callBlock, ranges }) => ranges.map(range => ({ callBlock, range }))),
    isCapped: hits.some(({ ranges }) => ranges.length === MOST_A_BLOCK),
  }
}
