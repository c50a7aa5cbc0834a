import { create } from 'zustand'
import type { Status } from '#contract/span.ts'

interface RunsFilter {
  readonly text: string
  readonly status: Status | undefined
}

/** Kept while a run is open, so that going back finds the list as it was. */
export const useRunsFilter = create<RunsFilter>()(() => ({ text: '', status: undefined }))

export function filterRuns(change: Partial<RunsFilter>): void {
  useRunsFilter.setState(change)
}
