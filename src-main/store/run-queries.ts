import type { Term } from '#contract/filter/filter.ts'
import type { RunState, RunSummary } from '#contract/run.ts'
import type { RunFacets } from '#contract/run-facets.ts'
import type { Direction, RunOrder } from '#contract/run-order.ts'
import type { Status } from '#contract/span.ts'
import type { ReadableDatabase } from './database.ts'
import { IS_KEPT_IN_SIGHT } from './discarded-runs.ts'
import { toTotal } from './figures.ts'
import { LABELS, type LabelColumns, toLabels } from './label-queries.ts'
import { readFacets } from './run-facets.ts'
import { runConditions, type SqlCondition } from './run-filter.ts'
import { runOrder } from './run-order.ts'
import { stateOf } from './run-state.ts'

/** Which run dispatched this one; only few have one. */
const PARENT = /* sql */ `
  (select json_object('runId', lower(hex(parent.trace_id)), 'name', parent.name,
     'spanId', iif(runs.dispatcher_span_id is null, null, lower(hex(runs.dispatcher_span_id))),
     'spanName', (select spans.name from spans
       where spans.run_key = parent.run_key and spans.span_id = runs.dispatcher_span_id),
     'reason', runs.dispatch_reason)
   from runs as parent where parent.run_key = runs.dispatcher_key)`

export const RUN_COLUMNS = /* sql */ `
  run_key as runKey, lower(hex(trace_id)) as runId, name, service_name as serviceName,
  session_id as sessionId, session_source as sessionSource, agent_name as agentName, status, root_span_key is not null as hasRoot,
  cast(start_ns as text) as startedAt, end_ns - start_ns as durationNs, span_count as spanCount,
  unended_count as unendedCount, call_count as callCount, tool_count as toolCount,
  error_count as errorCount, input_tokens as inputTokens, input_missing as inputMissing,
  input_doubt as inputDoubt, output_tokens as outputTokens, output_missing as outputMissing,
  output_doubt as outputDoubt, cache_read_tokens as cacheReadTokens,
  cache_read_missing as cacheReadMissing, cache_read_doubt as cacheReadDoubt, cost_nano as costNano,
  cost_missing as costMissing, cost_doubt as costDoubt, last_received_ms as lastReceivedAt, reopened_count as reopenedCount,
  (select json_group_array(model) from run_models where run_models.run_key = runs.run_key) as models,
  ${PARENT} as parent, ${LABELS("x''")}`

/** The one condition that every list has. */
const IN_SIGHT: SqlCondition = { sql: IS_KEPT_IN_SIGHT, values: [] }

export interface RunRow extends LabelColumns {
  readonly runKey: number
  readonly runId: string
  readonly name: string
  readonly serviceName: string | null
  readonly sessionId: string | null
  readonly agentName: string | null
  readonly status: Status
  readonly hasRoot: number
  readonly startedAt: string
  readonly durationNs: number
  readonly spanCount: number
  readonly unendedCount: number
  readonly callCount: number
  readonly toolCount: number
  readonly errorCount: number
  readonly inputTokens: number
  readonly inputMissing: number
  readonly inputDoubt: number
  readonly outputTokens: number
  readonly outputMissing: number
  readonly outputDoubt: number
  readonly cacheReadTokens: number
  readonly cacheReadMissing: number
  readonly cacheReadDoubt: number
  readonly costNano: number
  readonly costMissing: number
  readonly costDoubt: number
  readonly lastReceivedAt: number
  readonly reopenedCount: number
  readonly models: string
  readonly sessionSource: string | null
  readonly parent: string | null
}

export interface RunFilter {
  readonly terms?: readonly Term[] | undefined
  readonly text?: string | undefined
  readonly status?: Status | undefined
  readonly starred?: boolean | undefined
  readonly tag?: string | undefined
  readonly sessionId?: string | undefined
}

export interface RunQuestion extends RunFilter {
  readonly order?: RunOrder | undefined
  readonly direction?: Direction | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

export interface RunPage {
  readonly runs: readonly RunSummary[]
  readonly total: number
  readonly next: string | null
}

export interface FoundRun {
  readonly runKey: number
  readonly run: RunSummary
}

export function createRunQueries(db: ReadableDatabase) {
  const find = db.prepare<[Buffer], RunRow>(
    `select ${RUN_COLUMNS} from runs where trace_id = ? and ${IS_KEPT_IN_SIGHT}`,
  )
  return {
    find(runId: string, nowMs: number): FoundRun | undefined {
      const row = find.get(Buffer.from(runId, 'hex'))
      return row && { runKey: row.runKey, run: toSummary(row, nowMs) }
    },
    list: (question: RunQuestion, nowMs: number): RunPage => listRuns(db, question, nowMs),
    facets: (filter: RunFilter, limit: number, nowMs: number): RunFacets =>
      readFacets(db, conditionsOf(filter, nowMs), nowMs, limit),
  }
}

function listRuns(db: ReadableDatabase, question: RunQuestion, nowMs: number): RunPage {
  const { cursor, limit, order: by = 'started', direction = 'descending' } = question
  const conditions = conditionsOf(question, nowMs)
  const order = runOrder(by, direction, nowMs)
  const page = cursor === undefined ? conditions : [...conditions, order.after(cursor)]
  // Which rows first: a sort would work out the columns of all it looks at.
  const select = db.prepare<unknown[], RunRow & { readonly orderValue: string | number }>(/* sql */ `
    select ${RUN_COLUMNS}, ${by === 'started' ? 'null' : order.value} as orderValue from runs
    where run_key in (select run_key from runs ${where(page)} order by ${order.sql} limit ?)
    order by ${order.sql}
  `)
  const rows = select.all(...valuesOf(page), limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    runs: shown.map(row => toSummary(row, nowMs)),
    // A first page that holds all there is has counted it.
    total: cursor === undefined && rows.length <= limit ? rows.length : countRuns(db, conditions),
    next: rows.length > limit && last ? order.cursorOf(last) : null,
  }
}

/** Without conditions the count is kept up. */
function countRuns(db: ReadableDatabase, conditions: readonly SqlCondition[]): number {
  const sql =
    conditions.length === 1
      ? 'select runs - (select count(*) from discarded_runs) from row_counts'
      : `select count(*) from runs ${where(conditions)}`
  return (
    db
      .prepare<unknown[], number>(sql)
      .pluck()
      .get(...valuesOf(conditions)) ?? 0
  )
}

function where(conditions: readonly SqlCondition[]): string {
  return `where ${conditions.map(({ sql }) => sql).join(' and ')}`
}

function valuesOf(conditions: readonly SqlCondition[]): (string | number | bigint)[] {
  return conditions.flatMap(({ values }) => values)
}

/** The parameters say in fields what the grammar says in one text; both are the same conditions. */
function conditionsOf({ terms = [], text, status, starred, tag, sessionId }: RunFilter, nowMs: number) {
  const place = { from: 0, to: 0, isNegated: false }
  const exactly = (field: string, value: string, isNegated = false): Term => ({
    ...place,
    kind: 'texts',
    field,
    values: [value],
    isExact: true,
    isNegated,
  })
  const told: Term[] = [
    ...(text === undefined || text.trim() === '' ? [] : [{ ...place, kind: 'words', text } as const]),
    ...(status === undefined ? [] : [exactly('status', status)]),
    ...(starred === undefined ? [] : [exactly('is', 'starred', !starred)]),
    ...(tag === undefined ? [] : [exactly('tag', tag)]),
    ...(sessionId === undefined ? [] : [exactly('session', sessionId)]),
  ]
  return [IN_SIGHT, ...runConditions([...told, ...terms], nowMs)]
}

/** A run without a root runs as long as spans may come; after that its spans tell how it went. */
function statusOf(row: RunRow, state: RunState): Status {
  if (row.status !== 'running' || state !== 'closed') return row.status
  return row.errorCount > 0 ? 'error' : 'ok'
}

export function toSummary(row: RunRow, nowMs: number): RunSummary {
  const state = stateOf(row.lastReceivedAt, nowMs, row.reopenedCount)
  const { callCount } = row
  return {
    runId: row.runId,
    name: row.name,
    serviceName: row.serviceName,
    sessionId: row.sessionId,
    sessionSource: row.sessionSource,
    parent: row.parent === null ? null : JSON.parse(row.parent),
    ...toLabels(row),
    agentName: row.agentName,
    state,
    status: statusOf(row, state),
    startedAt: row.startedAt,
    durationNs: row.unendedCount === 0 ? row.durationNs : null,
    spanCount: row.spanCount,
    callCount,
    toolCount: row.toolCount,
    errorCount: row.errorCount,
    models: JSON.parse(row.models),
    inputTokens: toTotal(row.inputTokens, row.inputMissing, row.inputDoubt, callCount),
    outputTokens: toTotal(row.outputTokens, row.outputMissing, row.outputDoubt, callCount),
    cacheReadTokens: toTotal(row.cacheReadTokens, row.cacheReadMissing, row.cacheReadDoubt, callCount),
    cost: toTotal(row.costNano, row.costMissing, row.costDoubt, callCount),
    lastReceivedAt: row.lastReceivedAt,
  }
}
