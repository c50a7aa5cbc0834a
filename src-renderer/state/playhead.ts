import { create } from 'zustand'

/** As fast as it happened, ten times as fast, or one step a second however long each took. */
export const SPEEDS = ['1x', '10x', 'step'] as const
export type Speed = (typeof SPEEDS)[number]

interface Playhead {
  readonly runId: string
  /** Nanoseconds since the run began; null while the whole run is looked at. */
  readonly atNs: number | null
  readonly isPlaying: boolean
  readonly speed: Speed
  /** Where playing ends by itself; null for the end of the run. */
  readonly stopAtNs: number | null
}

const WHOLE: Omit<Playhead, 'runId' | 'speed'> = { atNs: null, isPlaying: false, stopAtNs: null }

/** The one moment that every picture of the run on screen is seen at. */
export const usePlayhead = create<Playhead>()(() => ({ runId: '', speed: '10x', ...WHOLE }))

/** Whether the playhead has not reached the beginning of a span. */
export function isYetToBegin(startNs: number, atNs: number | null): boolean {
  return atNs !== null && startNs > atNs
}

/** Another run is seen whole. */
export function beginPlayhead(runId: string): void {
  if (usePlayhead.getState().runId !== runId) usePlayhead.setState({ runId, ...WHOLE })
}

export function movePlayhead(atNs: number): void {
  usePlayhead.setState({ atNs })
}

export function play(fromNs: number, stopAtNs: number | null = null): void {
  usePlayhead.setState({ atNs: fromNs, isPlaying: true, stopAtNs })
}

export function pause(): void {
  usePlayhead.setState({ isPlaying: false, stopAtNs: null })
}

export function setSpeed(speed: Speed): void {
  usePlayhead.setState({ speed })
}

/** Back to the whole run. */
export function leavePlayhead(): void {
  usePlayhead.setState(WHOLE)
}
