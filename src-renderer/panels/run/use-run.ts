import { useRef } from 'react'
import type { Run } from '#contract/run.ts'
import { useOperation } from '../../api/use-operation.ts'

/** Read at once, so that a long run opens as quickly as a short one. */
const FIRST_SPANS = 1_000
const SPANS_AT_MOST = 100_000

interface RunReading {
  readonly value: Run | undefined
  readonly error: unknown
  /** What is there is the beginning of the run; all of it is on its way. */
  readonly isBeginning: boolean
}

/** A run: its first spans, and then all of them. Once all are there, only all are read again. */
export function useRun(runId: string): RunReading {
  const readWhole = useRef<string>(undefined)
  const isWholeThere = readWhole.current === runId
  const first = useOperation('runs.get', isWholeThere ? undefined : { runId, limit: FIRST_SPANS })
  const isLong = isWholeThere || (first.value?.total ?? 0) > FIRST_SPANS
  const whole = useOperation('runs.get', isLong ? { runId, limit: SPANS_AT_MOST } : undefined)
  if (isLong && whole.value !== undefined) readWhole.current = runId
  return {
    value: whole.value ?? first.value,
    error: first.error ?? whole.error,
    isBeginning: isLong && whole.value === undefined && whole.error === undefined,
  }
}
