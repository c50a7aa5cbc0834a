import { z } from 'zod'
import { Total } from './figure.ts'
import { SpanSummary, Status } from './span.ts'

/** Spans may still arrive (open), have stopped arriving (quiet), or have not come for long (closed). */
export const RunState = z.enum(['open', 'quiet', 'closed'])
export type RunState = z.infer<typeof RunState>

export const RunSummary = z.object({
  runId: z.string(),
  name: z.string(),
  serviceName: z.string().nullable(),
  sessionId: z.string().nullable(),
  agentName: z.string().nullable(),
  state: RunState,
  status: Status,
  /** Unix time in nanoseconds, as decimal text: it does not fit a JSON number. */
  startedAt: z.string(),
  durationNs: z.number().nullable(),
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
export type RunSummary = z.infer<typeof RunSummary>

/** Something a run is missing or that was cut, so that no view of it claims more than is known. */
export const LedgerEntry = z.object({
  gap: z.enum(['missing-parent', 'unknown-price', 'unknown-usage', 'content-not-captured', 'content-cut']),
  count: z.int(),
  /** What it concerns, for example the models without a price. */
  about: z.array(z.string()),
})
export type LedgerEntry = z.infer<typeof LedgerEntry>

export const Run = z.object({
  run: RunSummary,
  spans: z.array(SpanSummary),
  /** Spans of the run in the store; more than `spans` holds when the limit cut it. */
  total: z.int(),
  ledger: z.array(LedgerEntry),
})
export type Run = z.infer<typeof Run>
