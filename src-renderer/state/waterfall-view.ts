import { create } from 'zustand'

/** The part of the run that is drawn, in nanoseconds since the run began. */
export interface TimeWindow {
  readonly startNs: number
  readonly endNs: number
}

interface WaterfallView {
  readonly runId: string
  /** Null for all of the run, also while it grows. */
  readonly window: TimeWindow | null
  readonly isFolding: boolean
  readonly isPathShown: boolean
  readonly isInLanes: boolean
}

/** How the time of the run on screen is drawn. What is switched on stays on for the next run. */
export const useWaterfallView = create<WaterfallView>()(() => ({
  runId: '',
  window: null,
  isFolding: true,
  isPathShown: false,
  isInLanes: false,
}))

export function beginWaterfall(runId: string): void {
  if (useWaterfallView.getState().runId !== runId) useWaterfallView.setState({ runId, window: null })
}

export function showWindow(window: TimeWindow | null): void {
  useWaterfallView.setState({ window })
}

export function toggleFolding(): void {
  useWaterfallView.setState(({ isFolding }) => ({ isFolding: !isFolding }))
}

export function togglePath(): void {
  useWaterfallView.setState(({ isPathShown }) => ({ isPathShown: !isPathShown }))
}

export function toggleLanes(): void {
  useWaterfallView.setState(({ isInLanes }) => ({ isInLanes: !isInLanes }))
}
