import type { RetentionLimits } from '#contract/retention.ts'
import type { Settings } from '#contract/settings.ts'
import { CLOSED_AFTER_MS } from './run-state.ts'

const MILLISECONDS_PER_DAY = 86_400_000
const BYTES_PER_MEGABYTE = 1_000_000

/** The limits in the terms of rows: times before which a run must have last come in. 0 lets nothing go. */
export interface RetentionPlan {
  readonly beforeMs: number
  readonly failedBeforeMs: number
  /** No run that spans may still come for. */
  readonly closedBeforeMs: number
  readonly maxBytes: number | null
}

type Choices = Pick<Settings, 'retainDays' | 'retainFailedDays' | 'retainMb'>

/** What is asked for wins over the settings; runs with an error live as long as others unless something is said. */
export function retentionPlan(limits: RetentionLimits, settings: Choices, nowMs: number): RetentionPlan {
  const days = limits.olderThanDays === undefined ? settings.retainDays : limits.olderThanDays
  const failedDays =
    limits.failedOlderThanDays === undefined ? settings.retainFailedDays : limits.failedOlderThanDays
  const maxMb = limits.maxMb === undefined ? settings.retainMb : limits.maxMb
  const beforeMs = days === null ? 0 : nowMs - days * MILLISECONDS_PER_DAY
  return {
    beforeMs,
    failedBeforeMs: failedDays === null ? beforeMs : nowMs - failedDays * MILLISECONDS_PER_DAY,
    closedBeforeMs: nowMs - CLOSED_AFTER_MS,
    maxBytes: maxMb === null ? null : maxMb * BYTES_PER_MEGABYTE,
  }
}
