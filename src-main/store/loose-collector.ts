import type { WritableDatabase } from './database.ts'
import { IS_LOOSE_LOG, OLD_POINTS } from './retention-candidates.ts'
import type { RetentionPlan } from './retention-plan.ts'

const KEYS_PER_SLICE = 20_000
const POINTS_PER_SLICE = 2000
/** Origins are small: looking through more spans than this for the sake of them would hold up what comes in. */
const MAX_SEARCHED_SPANS = 500_000

export interface CollectedLoose {
  readonly logs: number
  readonly points: number
  /** Log records up to here were looked at; null when that were all of them. */
  readonly throughKey: number | null
}

/** Deletes old log records of no run and old data points, and what is left of them: some rows at a time. */
export function createLooseCollector(db: WritableDatabase) {
  const lastLog = db.prepare<[], number>('select coalesce(max(log_key), 0) from logs').pluck()
  const deleteLogs = db.prepare<[RetentionPlan & { afterKey: number; throughKey: number }]>(/* sql */ `
    delete from logs where log_key > @afterKey and log_key <= @throughKey and ${IS_LOOSE_LOG}
  `)
  const deletePoints = db.prepare<[RetentionPlan]>(/* sql */ `
    delete from metric_points where (series_key, time_ns) in
      (select series_key, time_ns from ${OLD_POINTS} limit ${POINTS_PER_SLICE})
  `)
  const sweep = createSweep(db)

  const collect = db.transaction((plan: RetentionPlan, afterKey: number): CollectedLoose => {
    const throughKey = afterKey + KEYS_PER_SLICE
    const logs = deleteLogs.run({ ...plan, afterKey, throughKey }).changes
    const points = deletePoints.run(plan).changes
    if (points === POINTS_PER_SLICE || throughKey < (lastLog.get() ?? 0)) return { logs, points, throughKey }
    sweep()
    return { logs, points, throughKey: null }
  })
  return (plan: RetentionPlan, afterKey: number): CollectedLoose => collect.immediate(plan, afterKey)
}

/** Deletes what nothing refers to any more. */
function createSweep(db: WritableDatabase): () => void {
  const ofNoLog = 'not exists (select 1 from logs where logs.trace_key = log_traces.trace_key)'
  const statements = [
    `delete from log_values where trace_key in (select trace_key from log_traces where ${ofNoLog})`,
    `delete from log_traces where ${ofNoLog}`,
    `delete from metric_series where not exists
      (select 1 from metric_points where metric_points.series_key = metric_series.series_key)`,
  ].map(sql => db.prepare(sql))
  const countSpans = db.prepare<[], number>('select spans from row_counts').pluck()
  const deleteOrigins = db.prepare(/* sql */ `
    delete from origins where origin_key not in
      (select origin_key from spans union select origin_key from logs union select origin_key from metric_series)
  `)
  return () => {
    for (const statement of statements) statement.run()
    if ((countSpans.get() ?? 0) <= MAX_SEARCHED_SPANS) deleteOrigins.run()
  }
}
