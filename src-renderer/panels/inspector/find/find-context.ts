import { createContext, useContext, useMemo } from 'react'
import type { CallBlock } from '#contract/call.ts'
import type { TextRange } from '../../../format/find-matches.ts'
import type { CallHits } from './find-in-call.ts'

export interface Finding {
  readonly hits: CallHits
  /** The match the reader stands at; a new object each time it is gone to. */
  readonly current: { readonly callBlock: CallBlock; readonly range: TextRange } | undefined
}

/** Undefined while nothing is searched for. */
export const FindContext = createContext<Finding | undefined>(undefined)

interface FoundIn {
  readonly text: string
  readonly ranges: readonly TextRange[]
  readonly current: TextRange | undefined
}

/** What was found in a block; undefined where nothing was. */
export function useFoundIn(callBlock: CallBlock): FoundIn | undefined {
  const finding = useContext(FindContext)
  const hits = finding?.hits.ofBlock.get(callBlock)
  const current = finding?.current?.callBlock === callBlock ? finding.current.range : undefined
  return useMemo(
    () => (hits === undefined ? undefined : { text: hits.text, ranges: hits.ranges, current }),
    [hits, current],
  )
}

/** Whether the match the reader stands at is in one of these blocks, so that what folds them opens. */
export function useHoldsCurrent(blocks: readonly CallBlock[]): boolean {
  const current = useContext(FindContext)?.current
  return current !== undefined && blocks.includes(current.callBlock)
}
