import { z } from 'zod'
import { Figure } from './figure.ts'

const Days = z.coerce.number().int().min(1).max(36_500)
/** Less than this a store with anything in it cannot be. */
const Megabytes = z.coerce.number().int().min(16).max(100_000_000)

/** How long and how much is kept. Null is for ever, and as much as there is. Starred runs are always kept. */
export const retentionChoices = {
  /** Days since the last span of a run came in. */
  retainDays: Days.nullable(),
  /** The same for runs with an error, instead. */
  retainFailedDays: Days.nullable(),
  retainMb: Megabytes.nullable(),
  /** How often the limits are applied by themselves; null is never. */
  collectEveryHours: z.coerce.number().int().min(1).max(8760).nullable(),
} as const

/** The limits to apply. Those that are not given are the settings'; null is none. */
export const RetentionLimits = z.object({
  olderThanDays: retentionChoices.retainDays.optional().describe('Days since a run last came in'),
  failedOlderThanDays: retentionChoices.retainFailedDays
    .optional()
    .describe('The same for runs with an error'),
  maxMb: retentionChoices.retainMb
    .optional()
    .describe('Megabytes the store may have; the oldest runs go first'),
})
export type RetentionLimits = z.infer<typeof RetentionLimits>

/** What was deleted once. */
export const Collection = z.object({
  /** Unix time in milliseconds. */
  atMs: z.number(),
  reason: z.enum(['asked', 'schedule']),
  runs: z.int(),
  spans: z.int(),
  /** Log records of no run. */
  logs: z.int(),
  /** Data points of metrics. */
  points: z.int(),
  /** How much smaller what is in use has become. */
  freedBytes: Figure,
  /** The store is larger than it may be, and nothing is left that may go. */
  isStillTooLarge: z.boolean(),
})
export type Collection = z.infer<typeof Collection>

export const RetentionPreview = z.object({
  /** The first of the runs that would go, oldest first. */
  runs: z.array(
    z.object({ runId: z.string(), name: z.string(), lastReceivedAt: z.number(), spanCount: z.int() }),
  ),
  runCount: z.int(),
  spanCount: z.int(),
  logs: z.int(),
  points: z.int(),
  /** What would come back. */
  bytes: Figure,
  /** What the store uses now. */
  usedBytes: z.int(),
  /** Old enough to go, and kept because they or what dispatched them is starred. */
  sparedRuns: z.int(),
  /** What was deleted last. */
  last: Collection.nullable(),
})
export type RetentionPreview = z.infer<typeof RetentionPreview>
