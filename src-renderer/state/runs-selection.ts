import { create } from 'zustand'

interface RunsSelection {
  /** The row that the keys act on. */
  readonly runId: string | undefined
  /** Several rows that one action is about. */
  readonly chosen: ReadonlySet<string>
  /** Where a range begins. */
  readonly anchorId: string | undefined
  readonly scrollTop: number
}

const NONE: ReadonlySet<string> = new Set()

/** Outlives the list, so that coming back from a run finds it selected where it was. */
export const useRunsSelection = create<RunsSelection>()(() => ({
  runId: undefined,
  chosen: NONE,
  anchorId: undefined,
  scrollTop: 0,
}))

export function selectRun(runId: string | undefined): void {
  useRunsSelection.setState({ runId })
}

export function choose(chosen: ReadonlySet<string>, anchorId?: string): void {
  useRunsSelection.setState(anchorId === undefined ? { chosen } : { chosen, anchorId })
}

export function unchooseAll(): void {
  if (useRunsSelection.getState().chosen.size > 0) choose(NONE)
}

export function rememberScroll(scrollTop: number): void {
  useRunsSelection.setState({ scrollTop })
}
