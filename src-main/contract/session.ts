import { z } from 'zod'
import { Total } from './figure.ts'
import { RunState, RunSummary } from './run.ts'

/** Runs that belong together, with their totals; each run counts once, wherever it is shown. */
export const SessionSummary = z.object({
  sessionId: z.string(),
  /** The name of its first run. */
  name: z.string(),
  serviceName: z.string().nullable(),
  agentName: z.string().nullable(),
  /** The attribute its first run names it by, or `parent run`. */
  source: z.string().nullable(),
  state: RunState,
  /** Unix time in nanoseconds, as decimal text. */
  startedAt: z.string(),
  latestRunAt: z.string(),
  /** From the start of its first run to the end of the one that ends last. */
  durationNs: z.number(),
  runCount: z.int(),
  /** Runs that failed or have a span that failed. */
  failedRunCount: z.int(),
  spanCount: z.int(),
  callCount: z.int(),
  toolCount: z.int(),
  errorCount: z.int(),
  models: z.array(z.string()),
  inputTokens: Total,
  outputTokens: Total,
  cacheReadTokens: Total,
  /** Nano-dollars. */
  cost: Total,
  /** Unix time in milliseconds. */
  lastReceivedAt: z.number(),
})
export type SessionSummary = z.infer<typeof SessionSummary>

/** A run in its place: one that another dispatched stands below it. */
export const SessionRun = z.object({
  run: RunSummary,
  depth: z.int(),
  /** False for a run that names a session of its own: it is shown below its dispatcher and counted there. */
  isCounted: z.boolean(),
})
export type SessionRun = z.infer<typeof SessionRun>
