import { movePlayhead, pause, usePlayhead } from '../../state/playhead.ts'
import { type Step, stepAt } from '../../tree/steps.ts'
import type { TimeAxis } from '../../tree/time-axis.ts'
import { advance } from './advance-playhead.ts'

interface Played {
  readonly steps: () => readonly Step[]
  readonly axis: TimeAxis
  readonly select: (spanId: string) => void
}

/** To select is to load what the span says: more often than this nobody can read. */
const SELECT_EVERY_MS = 500

/** Moves the playhead with the frames of the screen, and the selection after it, until it is stopped or at the end. */
export function followTime(latest: () => Played): () => void {
  let movedMs = performance.now()
  let selectedMs = 0
  let shown: Step | undefined
  let frame = requestAnimationFrame(tick)

  function tick(nowMs: number): void {
    const { steps, axis } = latest()
    const { atNs, speed, stopAtNs } = usePlayhead.getState()
    const from = { atNs: atNs ?? 0, speed, stopAtNs, elapsedMs: nowMs - movedMs }
    const moved = advance({ ...from, axis, steps: steps() })
    if (moved.atNs !== atNs) {
      movedMs = nowMs
      movePlayhead(moved.atNs)
    }
    follow(moved.atNs, nowMs, moved.isAtEnd)
    if (moved.isAtEnd) pause()
    else frame = requestAnimationFrame(tick)
  }

  function follow(atNs: number, nowMs: number, isLast: boolean): void {
    const { steps, select } = latest()
    const step = stepAt(steps(), atNs)
    if (step === undefined || step === shown) return
    if (!isLast && nowMs - selectedMs < SELECT_EVERY_MS) return
    shown = step
    selectedMs = nowMs
    selectLast(step, select)
  }

  return () => cancelAnimationFrame(frame)
}

/** Of spans that began together the innermost came last. */
export function selectLast({ spanIds }: Step, select: (spanId: string) => void): void {
  const spanId = spanIds.at(-1)
  if (spanId !== undefined) select(spanId)
}
