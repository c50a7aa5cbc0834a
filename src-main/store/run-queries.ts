import type { RunState, RunSummary } from '#contract/run.ts'
import type { Status } from '#contract/span.ts'
import type { ReadableDatabase } from './database.ts'
import { toTotal } from './figures.ts'
import { LABELS, type LabelColumns, toLabels } from './label-queries.ts'
import { readCursor } from './page-cursor.ts'
import { CLOSED_AFTER_MS, stateOf } from './run-state.ts'

/** Which run dispatched this one; only few have one. */
const PARENT = /* sql */ `
  (select json_object('runId', lower(hex(parent.trace_id)), 'name', parent.name,
     'spanId', iif(runs.dispatcher_span_id is null, null, lower(hex(runs.dispatcher_span_id))),
     'spanName', (select spans.name from spans
       where spans.run_key = parent.run_key and spans.span_id = runs.dispatcher_span_id),
     'reason', runs.dispatch_reason)
   from runs as parent where parent.run_key = runs.dispatcher_key)`

const STARRED_RUNS = "select run_key from run_labels where starred = 1 and span_id = x''"

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
  readonly text?: string | undefined
  readonly status?: Status | undefined
  readonly starred?: boolean | undefined
  readonly tag?: string | undefined
  readonly sessionId?: string | undefined
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
  const find = db.prepare<[Buffer], RunRow>(`select ${RUN_COLUMNS} from runs where trace_id = ?`)
  return {
    find(runId: string, nowMs: number): FoundRun | undefined {
      const row = find.get(Buffer.from(runId, 'hex'))
      return row && { runKey: row.runKey, run: toSummary(row, nowMs) }
    },
    list: (filter: RunFilter, nowMs: number): RunPage => listRuns(db, filter, nowMs),
  }
}

function listRuns(db: ReadableDatabase, filter: RunFilter, nowMs: number): RunPage {
  const { conditions, values } = conditionsOf(filter, nowMs)
  const where = (parts: readonly string[]) => (parts.length === 0 ? '' : `where ${parts.join(' and ')}`)
  const total = db.prepare<unknown[], number>(`select count(*) from runs ${where(conditions)}`).pluck()
  const page = filter.cursor === undefined ? [] : ['(start_ns, run_key) < (@cursorNs, @cursorKey)']
  const select = db.prepare<unknown[], RunRow>(/* sql */ `
    select ${RUN_COLUMNS} from runs where run_key in
      (select run_key from runs ${where([...conditions, ...page])} order by start_ns desc, run_key desc limit @limit)
    order by start_ns desc, run_key desc
  `)
  const rows = select.all({ ...values, ...readCursor(filter.cursor), limit: filter.limit + 1 })
  const shown = rows.slice(0, filter.limit)
  const last = shown.at(-1)
  return {
    runs: shown.map(row => toSummary(row, nowMs)),
    total: total.get(values) ?? 0,
    next: rows.length > filter.limit && last ? `${last.startedAt}-${last.runKey}` : null,
  }
}

function conditionsOf({ text, status, starred, tag, sessionId }: RunFilter, nowMs: number) {
  const conditions: string[] = []
  const values: Record<string, string | number> = {}
  if (text !== undefined && text.trim() !== '') {
    conditions.push(/* sql */ `(
      name like @like escape '\\' or service_name like @like escape '\\'
      or agent_name like @like escape '\\' or session_id like @like escape '\\'
      or hex(trace_id) like @like escape '\\'
      or exists (select 1 from run_models where run_models.run_key = runs.run_key
        and model like @like escape '\\'))`)
    values.like = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`
  }
  if (status !== undefined) {
    conditions.push(`${STATUS_NOW} = @status`)
    values.status = status
    values.nowMs = nowMs
  }
  if (starred !== undefined) conditions.push(`run_key ${starred ? '' : 'not'} in (${STARRED_RUNS})`)
  if (tag !== undefined) {
    conditions.push('run_key in (select run_key from run_tags where tag = @tag)')
    values.tag = tag
  }
  if (sessionId !== undefined) {
    conditions.push('session_id = @sessionId')
    values.sessionId = sessionId
  }
  return { conditions, values }
}

/** The status a reader sees; the same rule as `statusOf`, for filtering. */
const STATUS_NOW = /* sql */ `
  case when status <> 'running' then status
       when abs(@nowMs - last_received_ms) < ${CLOSED_AFTER_MS} then 'running'
       when error_count > 0 then 'error' else 'ok' end`

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
