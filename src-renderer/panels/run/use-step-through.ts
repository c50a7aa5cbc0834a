import { useEffect, useMemo, useRef } from 'react'
import type { SpanSummary } from '#contract/span.ts'
import { movePlayhead, pause, play, usePlayhead } from '../../state/playhead.ts'
import {
  nextStep,
  previousStep,
  type Step,
  stepsOf,
  untilCostAbove,
  untilFirstError,
} from '../../tree/steps.ts'
import type { TimeAxis } from '../../tree/time-axis.ts'
import { followTime, selectLast } from './follow-time.ts'

export interface StepThrough {
  /** Listed when they are first asked for: opening a long run need not wait for them. */
  readonly steps: () => readonly Step[]
  readonly spans: readonly SpanSummary[]
  readonly toggle: () => void
  readonly move: (step: 1 | -1) => void
  readonly playToError: () => void
  readonly playToCost: (nanoDollars: number) => void
}

/** Plays and steps; while it does, the selection goes along. `say` tells what cannot be played to. */
export function useStepThrough(
  spans: readonly SpanSummary[],
  axis: TimeAxis,
  select: (spanId: string) => void,
  say: (sentence: string) => void,
): StepThrough {
  const steps = useMemo(() => once(() => stepsOf(spans)), [spans])
  const isPlaying = usePlayhead(playhead => playhead.isPlaying)
  const latest = useRef({ steps, axis, select })
  latest.current = { steps, axis, select }
  useEffect(() => {
    if (isPlaying) return followTime(() => latest.current)
    return undefined
  }, [isPlaying])

  function startNs(): number {
    const { atNs } = usePlayhead.getState()
    return atNs === null || atNs >= axis.endNs ? 0 : atNs
  }

  return {
    steps,
    spans,
    toggle: () => (usePlayhead.getState().isPlaying ? pause() : play(startNs())),
    move: step => {
      pause()
      const { atNs } = usePlayhead.getState()
      const next = step === 1 ? nextStep(steps(), atNs) : previousStep(steps(), atNs)
      if (next === undefined) return
      movePlayhead(next.atNs)
      selectLast(next, select)
    },
    playToError: () => {
      const stopNs = untilFirstError(spans, startNs())
      if (stopNs === undefined) say('No error after the playhead')
      else play(startNs(), stopNs)
    },
    playToCost: limit => {
      const stopNs = untilCostAbove(spans, limit)
      if (stopNs === undefined) say('The known cost of the run never passes that')
      else play(startNs() < stopNs ? startNs() : 0, stopNs)
    },
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
