import type { SessionSummary } from '#contract/session.ts'
import type { ReadableDatabase } from './database.ts'
import { toTotal } from './figures.ts'
import { readCursor } from './page-cursor.ts'
import { RUN_COLUMNS, type RunRow, toSummary } from './run-queries.ts'
import { stateOf } from './run-state.ts'

const TOTALS = {
  input: 'input_tokens',
  output: 'output_tokens',
  cache_read: 'cache_read_tokens',
  cost: 'cost_nano',
}
const FIRST_RUN = (column: string) => /* sql */ `
  (select ${column} from runs where runs.session_id = sessions.session_id order by start_ns, dispatcher_key is not null limit 1)`

const SESSION_COLUMNS = /* sql */ `
  session_key as sessionKey, session_id as sessionId, ${FIRST_RUN('name')} as name,
  ${FIRST_RUN('service_name')} as serviceName, ${FIRST_RUN('agent_name')} as agentName,
  ${FIRST_RUN('session_source')} as source, cast(first_ns as text) as startedAt,
  cast(latest_ns as text) as latestRunAt, end_ns - first_ns as durationNs, run_count as runCount,
  failed_count as failedRunCount, span_count as spanCount, call_count as callCount,
  tool_count as toolCount, error_count as errorCount, last_received_ms as lastReceivedAt,
  (select json_group_array(model) from session_models
     where session_models.session_id = sessions.session_id) as models,
  ${Object.entries(TOTALS)
    .map(
      ([name, sum]) =>
        `json_array(${sum}, ${name}_missing, iif(${name}_estimated > 0, 2, ${name}_derived > 0)) as ${name}`,
    )
    .join(', ')}`

interface SessionRow
  extends Omit<
    SessionSummary,
    'models' | 'state' | 'inputTokens' | 'outputTokens' | 'cacheReadTokens' | 'cost'
  > {
  readonly sessionKey: number
  readonly models: string
  readonly input: string
  readonly output: string
  readonly cache_read: string
  readonly cost: string
}

export interface SessionFilter {
  readonly text?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

export function createSessionQueries(db: ReadableDatabase) {
  const find = db.prepare<[string], SessionRow>(
    `select ${SESSION_COLUMNS} from sessions where session_id = ?`,
  )
  return {
    find(sessionId: string, nowMs: number): SessionSummary | undefined {
      const row = find.get(sessionId)
      return row && toSession(row, nowMs)
    },
    list: (filter: SessionFilter, nowMs: number) => listSessions(db, filter, nowMs),
    runsOf: createRunsOf(db),
  }
}

function listSessions(db: ReadableDatabase, { text, cursor, limit }: SessionFilter, nowMs: number) {
  const like =
    text === undefined || text.trim() === '' ? undefined : `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`
  const matching = like === undefined ? 'true' : MATCHES
  const values = like === undefined ? {} : { like }
  const total = db.prepare<unknown[], number>(`select count(*) from sessions where ${matching}`).pluck()
  const page = cursor === undefined ? '' : 'and (latest_ns, session_key) < (@cursorNs, @cursorKey)'
  const select = db.prepare<unknown[], SessionRow>(/* sql */ `
    select ${SESSION_COLUMNS} from sessions where ${matching} ${page}
    order by latest_ns desc, session_key desc limit @limit
  `)
  const rows = select.all({ ...values, ...readCursor(cursor), limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    sessions: shown.map(row => toSession(row, nowMs)),
    total: total.get(values) ?? 0,
    next: rows.length > limit && last ? `${last.latestRunAt}-${last.sessionKey}` : null,
  }
}

const MATCHES = /* sql */ `(
  session_id like @like escape '\\'
  or exists (select 1 from session_models where session_models.session_id = sessions.session_id
    and model like @like escape '\\')
  or session_id in (select session_id from runs where session_id is not null and (name like @like escape '\\'
    or service_name like @like escape '\\' or agent_name like @like escape '\\')))`

/** The runs of a session by their start, each with what it dispatched, whatever session that names. */
function createRunsOf(db: ReadableDatabase) {
  const select = (page: string) =>
    db.prepare<unknown[], RunRow>(/* sql */ `
      select ${RUN_COLUMNS} from runs where session_id = @sessionId ${page} order by start_ns, run_key limit @limit
    `)
  const first = select('')
  const further = select('and (start_ns, run_key) > (@cursorNs, @cursorKey)')
  const dispatched = db.prepare<[string, string], RunRow>(/* sql */ `
    select ${RUN_COLUMNS} from runs where dispatcher_key in (select value from json_each(?))
      and session_id is not ? limit 1000
  `)
  return (sessionId: string, cursor: string | undefined, limit: number, nowMs: number) => {
    const rows = (cursor === undefined ? first : further).all({
      sessionId,
      ...readCursor(cursor),
      limit: limit + 1,
    })
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return {
      runs: shown.map(row => toSummary(row, nowMs)),
      elsewhere: dispatched
        .all(JSON.stringify(shown.map(row => row.runKey)), sessionId)
        .map(row => toSummary(row, nowMs)),
      next: rows.length > limit && last ? `${last.startedAt}-${last.runKey}` : null,
    }
  }
}

function toSession(row: SessionRow, nowMs: number): SessionSummary {
  const { sessionKey: _key, models, input, output, cache_read, cost, ...plain } = row
  const total = (figures: string) => {
    const [sum, missing, doubt]: readonly [number, number, number] = JSON.parse(figures)
    return toTotal(sum, missing, doubt, row.callCount)
  }
  return {
    ...plain,
    state: stateOf(row.lastReceivedAt, nowMs),
    models: JSON.parse(models),
    inputTokens: total(input),
    outputTokens: total(output),
    cacheReadTokens: total(cache_read),
    cost: total(cost),
  }
}
