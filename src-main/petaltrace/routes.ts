import { z } from 'zod'
import { completionShape, promptShape, tokensShape } from './call-shape.ts'
import { costOfRun, costSeries, costSummary } from './cost.ts'
import { diffRoutes } from './diff-routes.ts'
import { findRuns } from './find-runs.ts'
import { readGraph } from './graph.ts'
import { cursor, flag, groupBy, limit, runId, since, spanId, status, workflow } from './params.ts'
import { readPricing } from './pricing.ts'
import { readNodeCall, readSpan } from './read-span.ts'
import { runShape, spanShape } from './shapes.ts'
import { type AskableQuestion, question } from './table.ts'
import { dollars, milliseconds, nodeId, spanKind, timeText } from './words.ts'

const MOST_SPANS = 100_000
const BUCKETS_MS = {
  '1m': 60_000,
  '5m': 300_000,
  '15m': 900_000,
  '1h': 3_600_000,
  '6h': 21_600_000,
  '1d': 86_400_000,
}
const Bucket = z.enum(Object.keys(BUCKETS_MS) as (keyof typeof BUCKETS_MS)[])

/** The reading routes of PetalTrace, by path below `/api`. */
export const routes: Readonly<Record<string, AskableQuestion>> = {
  '/health': question({
    params: z.object({}),
    async answer(caller) {
      const { version } = await caller.call('status', {})
      return { status: 'ok', timestamp: new Date().toISOString(), version, details: { store: 'ok' } }
    },
  }),
  '/runs': question({
    params: z.object({
      workflow,
      workflow_id: workflow,
      status,
      since,
      until: since,
      min_cost: z.coerce.number().optional(),
      starred: z.stringbool().optional(),
      cursor,
      limit: limit(50, 1000),
      sort_by: z.literal('started_at', 'runs are sorted by started_at only').optional(),
      sort_order: z.literal('desc', 'runs are sorted newest first only').optional(),
    }),
    async answer(caller, { min_cost = 0, ...wishes }) {
      const { runs, next } = await findRuns(caller, {
        ...wishes,
        workflow: wishes.workflow ?? wishes.workflow_id,
      })
      const dear = runs.filter(run => min_cost <= 0 || (dollars(run.cost.sum) ?? 0) >= min_cost)
      return { data: dear.map(runShape), cursor: next ?? '', has_more: next !== null }
    },
  }),
  '/runs/{runId}': question({
    params: z.object({ runId, include_spans: flag(false) }),
    async answer(caller, params) {
      const { run, spans } = await caller.call('runs.get', { runId: params.runId, limit: MOST_SPANS })
      return params.include_spans
        ? { run: runShape(run), spans: spans.map(span => spanShape(run, span)) }
        : runShape(run)
    },
  }),
  '/runs/{runId}/spans': question({
    params: z.object({
      runId,
      kind: z.enum(['node', 'llm', 'tool', 'edge', 'custom']).optional(),
      node: z.string().optional(),
    }),
    async answer(caller, { runId: id, kind, node }) {
      const { run, spans } = await caller.call('runs.get', { runId: id, limit: MOST_SPANS })
      const wanted = spans.filter(
        span =>
          (kind === undefined || spanKind(span.kind) === kind) &&
          (node === undefined || nodeId(span.name) === node),
      )
      return { spans: wanted.map(span => spanShape(run, span)) }
    },
  }),
  '/runs/{runId}/spans/{spanId}': question({
    params: z.object({ runId, spanId }),
    answer: (caller, place) => readSpan(caller, place),
  }),
  '/runs/{runId}/graph': question({
    params: z.object({ runId }),
    answer: (caller, params) => readGraph(caller, params.runId),
  }),
  '/runs/{runId}/prompts/{nodeId}': question({
    params: z.object({ runId, nodeId: z.string().min(1) }),
    async answer(caller, params) {
      const { run, span, call } = await readNodeCall(caller, params.runId, params.nodeId)
      const endNs = span.startNs + (span.durationNs ?? 0)
      return {
        span_id: span.spanId,
        run_id: run.runId,
        node_id: params.nodeId,
        node_type: spanKind(span.kind),
        name: span.name,
        provider: call.provider,
        model: call.responseModel ?? call.requestModel,
        prompt: promptShape(call),
        completion: completionShape(call),
        tokens: tokensShape(call),
        timing: {
          started_at: timeText(run.startedAt, span.startNs),
          completed_at: span.durationNs === null ? null : timeText(run.startedAt, endNs),
          duration_ms: milliseconds(span.durationNs),
          time_to_first_token_ms: milliseconds(call.timeToFirstTokenNs),
          total_latency_ms: milliseconds(span.durationNs),
        },
      }
    },
  }),
  '/cost/summary': question({
    params: z.object({ since, until: since, group_by: groupBy.optional() }),
    answer: (caller, params) => costSummary(caller, { ...params, groupBy: params.group_by }),
  }),
  '/cost/runs/{runId}': question({
    params: z.object({ runId }),
    answer: (caller, params) => costOfRun(caller, params.runId),
  }),
  '/cost/timeseries': question({
    params: z.object({ since, until: since, bucket: Bucket.default('1h') }),
    answer: (caller, { bucket, ...wishes }) =>
      costSeries(caller, { ...wishes, bucketMs: BUCKETS_MS[bucket] }),
  }),
  '/pricing': question({
    params: z.object({ provider: z.string().optional(), model: z.string().optional() }),
    answer: (caller, wishes) => readPricing(caller, wishes),
  }),
  ...diffRoutes,
  '/stats': question({
    params: z.object({}),
    async answer(caller) {
      const { store } = await caller.call('status', {})
      const { runs } = await caller.call('runs.list', { limit: 1 })
      return {
        database: {
          size_bytes: store.sizeBytes,
          run_count: store.runs,
          span_count: store.spans,
          newest_run: runs[0] === undefined ? null : timeText(runs[0].startedAt),
        },
      }
    },
  }),
}
