import { createContext, useContext } from 'react'
import type { Call, CallBlock } from '#contract/call.ts'
import type { SpanSummary } from '#contract/span.ts'
import type { ToolRun } from '#contract/tool-run.ts'
import type { AskedBy } from '../join-tools.ts'
import type { StepNumbers } from './number-steps.ts'
import type { FactsOf } from './read-facts.ts'

/** What every part of a conversation may ask about its call. All but the call itself comes a moment later. */
export interface CallScope {
  readonly call: Call
  readonly askedBy: AskedBy
  readonly factsOf: FactsOf
  readonly steps: StepNumbers
  readonly spans: ReadonlyMap<string, SpanSummary>
  readonly toolRuns: ReadonlyMap<string, ToolRun>
  /** Where a block stands in the call. */
  readonly placeOf: (callBlock: CallBlock) => number
}

export const CallScopeContext = createContext<CallScope | undefined>(undefined)

export function useCallScope(): CallScope {
  const scope = useContext(CallScopeContext)
  if (scope === undefined) throw new Error('A part of a conversation stands outside of one')
  return scope
}
