import { create } from 'zustand'

interface RunsSelection {
  readonly runId: string | undefined
  readonly scrollTop: number
}

/** Outlives the list, so that coming back from a run finds it selected where it was. */
export const useRunsSelection = create<RunsSelection>()(() => ({ runId: undefined, scrollTop: 0 }))

export function selectRun(runId: string | undefined): void {
  useRunsSelection.setState({ runId })
}

export function rememberScroll(scrollTop: number): void {
  useRunsSelection.setState({ scrollTop })
}
