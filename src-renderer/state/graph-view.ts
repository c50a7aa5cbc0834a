import { create } from 'zustand'
import type { GraphLevel } from '#contract/run-graph.ts'

interface GraphView {
  readonly runId: string
  readonly level: GraphLevel
  /** Loops that are shown turn by turn. */
  readonly opened: readonly string[]
}

/** How the graph of the run on screen is drawn. The level stays for the next run. */
export const useGraphView = create<GraphView>()(() => ({ runId: '', level: 'steps', opened: [] }))

export function beginGraph(runId: string): void {
  if (useGraphView.getState().runId !== runId) useGraphView.setState({ runId, opened: [] })
}

export function showLevel(level: GraphLevel): void {
  useGraphView.setState({ level })
}

export function toggleLoop(loopId: string): void {
  useGraphView.setState(({ opened }) => ({
    opened: opened.includes(loopId) ? opened.filter(each => each !== loopId) : [...opened, loopId],
  }))
}
