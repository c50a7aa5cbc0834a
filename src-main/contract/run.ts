import { z } from 'zod'
import { Total } from './figure.ts'
import { Labels, SpanLabels } from './label.ts'
import { SpanSummary, Status } from './span.ts'

/**
 * Spans may still arrive (open), have stopped arriving (quiet), or have not come for long (closed); one that came
 * after that opens the run again, until it closes (reopened).
 */
export const RunState = z.enum(['open', 'quiet', 'closed', 'reopened'])
export type RunState = z.infer<typeof RunState>

/** How it is known that one run dispatched another, or that it repeats it (`replay`). */
export const DispatchReason = z.enum(['tool-call', 'span-link', 'parent-run', 'parent-session', 'replay'])
export type DispatchReason = z.infer<typeof DispatchReason>

/** The run that dispatched another, and the span where it did, when that is known. */
export const RunParent = z.object({
  runId: z.string(),
  name: z.string(),
  spanId: z.string().nullable(),
  spanName: z.string().nullable(),
  reason: DispatchReason,
})
export type RunParent = z.infer<typeof RunParent>

/** A run that one of the spans of another dispatched. */
export const DispatchedRun = z.object({
  runId: z.string(),
  name: z.string(),
  status: Status,
  spanId: z.string().nullable(),
  reason: DispatchReason,
})
export type DispatchedRun = z.infer<typeof DispatchedRun>

export const RunSummary = z.object({
  ...Labels.shape,
  runId: z.string(),
  name: z.string(),
  serviceName: z.string().nullable(),
  sessionId: z.string().nullable(),
  /** The attribute that named the session, or `parent run`. */
  sessionSource: z.string().nullable(),
  parent: RunParent.nullable(),
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
  gap: z.enum([
    'missing-parent',
    'unknown-price',
    'unknown-usage',
    'content-not-captured',
    'content-cut',
    'left-out-by-capture-mode',
    'redacted',
    'dropped-by-exporter',
    'clock-skew',
    'refused-requests',
    'late-spans',
    'duplicates',
    'other-session',
  ]),
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
  /** The spans of which somebody said something, or that came with tags. */
  spanLabels: z.array(SpanLabels),
  dispatched: z.array(DispatchedRun),
})
export type Run = z.infer<typeof Run>
