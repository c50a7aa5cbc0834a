import { create } from 'zustand'
import type { RunSummary } from '#contract/run.ts'
import type { Direction, RunOrder } from '#contract/run-order.ts'

export interface RunsQuestion {
  readonly filter: string
  readonly order: RunOrder
  readonly direction: Direction
}

export interface RunList {
  /** What was asked for; another question makes another list. */
  readonly question: RunsQuestion
  readonly runs: readonly RunSummary[]
  readonly next: string | null
  /** Runs that fit, loaded or not. */
  readonly total: number
  /** How many of them there were when the rows were last put in order. */
  readonly placedTotal: number
  /** Arrived while the reader was busy with the list; not shown until asked for. */
  readonly newCount: number
}

/** The runs on screen. Undefined until the first answer. */
export const useRunList = create<{ readonly list: RunList | undefined }>()(() => ({ list: undefined }))

export function setRunList(list: RunList | undefined): void {
  useRunList.setState({ list })
}

export function removeRuns(list: RunList, runIds: readonly string[]): RunList {
  const runs = list.runs.filter(run => !runIds.includes(run.runId))
  const gone = list.runs.length - runs.length
  const { total, placedTotal } = list
  return { ...list, runs, total: Math.max(0, total - gone), placedTotal: Math.max(0, placedTotal - gone) }
}

/** Runs that were taken away come back to where they stood, whatever came and went meanwhile. */
export function putBackRuns(
  list: RunList,
  before: readonly RunSummary[],
  runIds: readonly string[],
): RunList {
  const runs = [...list.runs]
  for (const [index, run] of before.entries()) {
    if (!runIds.includes(run.runId) || runs.some(each => each.runId === run.runId)) continue
    const previous = before[index - 1]?.runId
    runs.splice(runs.findIndex(each => each.runId === previous) + 1, 0, run)
  }
  const back = runs.length - list.runs.length
  return { ...list, runs, total: list.total + back, placedTotal: list.placedTotal + back }
}
