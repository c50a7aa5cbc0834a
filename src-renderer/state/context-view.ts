import { create } from 'zustand'

/** Calls from the first to the one behind the last. */
export interface CallRange {
  readonly from: number
  readonly to: number
}

interface ContextView {
  readonly runId: string
  /** Null for all calls, also while more come. */
  readonly range: CallRange | null
  readonly look: 'map' | 'table'
}

/** Which calls of the run on screen the context map shows. */
export const useContextView = create<ContextView>()(() => ({ runId: '', range: null, look: 'map' }))

export function beginContext(runId: string): void {
  if (useContextView.getState().runId !== runId) useContextView.setState({ runId, range: null })
}

export function showRange(range: CallRange | null): void {
  useContextView.setState({ range })
}

export function showLook(look: ContextView['look']): void {
  useContextView.setState({ look })
}
