import type { Speed } from '../../state/playhead.ts'
import { nextStep, type Step } from '../../tree/steps.ts'
import type { TimeAxis } from '../../tree/time-axis.ts'

interface Advance {
  readonly atNs: number
  readonly speed: Speed
  readonly stopAtNs: number | null
  /** Since it last moved. */
  readonly elapsedMs: number
  readonly steps: readonly Step[]
  readonly axis: TimeAxis
}

const STEP_EVERY_MS = 1_000

/** Where the playhead is some time later. Folded pauses are passed as quickly as they are drawn. */
export function advance({ atNs, speed, stopAtNs, elapsedMs, steps, axis }: Advance): {
  readonly atNs: number
  readonly isAtEnd: boolean
} {
  const endNs = Math.min(stopAtNs ?? axis.endNs, axis.endNs)
  const next = speed === 'step' ? stepOn() : axis.toNs(axis.toUnits(atNs) + elapsedMs * 1e6 * FACTORS[speed])
  return next >= endNs ? { atNs: endNs, isAtEnd: true } : { atNs: next, isAtEnd: false }

  function stepOn(): number {
    if (elapsedMs < STEP_EVERY_MS) return atNs
    return nextStep(steps, atNs)?.atNs ?? endNs
  }
}

const FACTORS = { '1x': 1, '10x': 10 } as const
