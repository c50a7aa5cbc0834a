import type { ReadableDatabase } from './database.ts'
import type { RetentionPlan } from './retention-plan.ts'

export interface CandidateRun {
  readonly runId: string
  readonly name: string
  readonly spanCount: number
  readonly lastReceivedMs: number
}

export interface LooseCounts {
  readonly logs: number
  readonly points: number
}

/** Whoever stars a run wants what it dispatched as well. */
const KEPT = /* sql */ `kept (run_key) as (
  select run_key from kept_runs
  union select runs.run_key from runs join kept on runs.dispatcher_key = kept.run_key)`
const IS_FAILED = `(status = 'error' or error_count > 0)`
const IS_OLD = /* sql */ `last_received_ms < @closedBeforeMs
  and last_received_ms < max(@beforeMs, @failedBeforeMs)
  and last_received_ms < iif(${IS_FAILED}, @failedBeforeMs, @beforeMs)`
const IS_KEPT = 'run_key in (select run_key from kept)'
const COLUMNS =
  'lower(hex(trace_id)) as runId, name, span_count as spanCount, last_received_ms as lastReceivedMs'

/** Records of no run, and of none that ever came. */
export const IS_LOOSE_LOG = /* sql */ `time_ns < @beforeMs * 1000000 and (trace_key is null or not exists
  (select 1 from log_traces join runs using (trace_id) where log_traces.trace_key = logs.trace_key))`
export const OLD_POINTS = 'metric_points where time_ns < @beforeMs * 1000000'

/** Finds what the limits let go, oldest first. */
export function createRetentionCandidates(db: ReadableDatabase) {
  const old = db.prepare<[RetentionPlan & { limit: number }], CandidateRun>(/* sql */ `
    with recursive ${KEPT} select ${COLUMNS} from runs where ${IS_OLD} and not ${IS_KEPT}
    order by last_received_ms, run_key limit @limit
  `)
  const countOld = db.prepare<[RetentionPlan], { runs: number; spans: number; spared: number }>(/* sql */ `
    with recursive ${KEPT} select coalesce(sum(not ${IS_KEPT}), 0) as runs,
      coalesce(sum(iif(${IS_KEPT}, 0, span_count)), 0) as spans, coalesce(sum(${IS_KEPT}), 0) as spared
    from runs where ${IS_OLD}
  `)
  // Failed runs that are to live longer go last.
  const oldest = db.prepare<[RetentionPlan & { limit: number }], CandidateRun>(/* sql */ `
    with recursive ${KEPT} select ${COLUMNS} from runs
    where last_received_ms < @closedBeforeMs and not ${IS_KEPT}
    order by ${IS_FAILED} and @failedBeforeMs < @beforeMs and last_received_ms >= @failedBeforeMs,
      last_received_ms, run_key limit @limit
  `)
  const countLogs = db
    .prepare<[RetentionPlan], number>(`select count(*) from logs where ${IS_LOOSE_LOG}`)
    .pluck()
  const countPoints = db.prepare<[RetentionPlan], number>(`select count(*) from ${OLD_POINTS}`).pluck()
  const pragma = (name: string) => Number(db.pragma(name, { simple: true }))
  return {
    old: (plan: RetentionPlan, limit: number) => old.all({ ...plan, limit }),
    oldest: (plan: RetentionPlan, limit: number) => oldest.all({ ...plan, limit }),
    countOld: (plan: RetentionPlan) => countOld.get(plan) ?? { runs: 0, spans: 0, spared: 0 },
    countLoose: (plan: RetentionPlan): LooseCounts => ({
      logs: countLogs.get(plan) ?? 0,
      points: countPoints.get(plan) ?? 0,
    }),
    /** Pages that hold something. */
    usedBytes: () => (pragma('page_count') - pragma('freelist_count')) * pragma('page_size'),
  }
}
