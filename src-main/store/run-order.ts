import { ProblemError } from '#contract/problems.ts'
import type { Direction, RunOrder } from '#contract/run-order.ts'
import { parseJson } from '../base/json.ts'
import { readCursor } from './page-cursor.ts'
import { isUnknown, NUMBER_COLUMNS, type SqlCondition, statusNow } from './run-filter.ts'

/** How a list of runs is ordered, and where its next page begins. */
export interface SqlOrder {
  /** The value a row is ordered by. */
  readonly value: string
  readonly sql: string
  /** The rows that come after the one a cursor names. */
  after(cursor: string): SqlCondition
  cursorOf(row: {
    readonly orderValue: string | number | null
    readonly startedAt: string
    readonly runKey: number
  }): string
}

/** Past every figure a run can have. */
const LAST_OF_ALL = 2 ** 62

export function runOrder(by: RunOrder, direction: Direction, nowMs: number): SqlOrder {
  const word = direction === 'ascending' ? 'asc' : 'desc'
  const comparison = direction === 'ascending' ? '>' : '<'
  const value = orderValueOf(by, direction, nowMs)
  const after = (values: SqlCondition['values']): SqlCondition => ({
    sql: `(${value}, run_key) ${comparison} (?, ?)`,
    values,
  })
  return {
    value,
    sql: `${value} ${word}, run_key ${word}`,
    after(cursor) {
      if (by === 'started') {
        const { cursorNs = -1, cursorKey = -1 } = readCursor(cursor)
        return after([cursorNs, cursorKey])
      }
      const [of, at, runKey] = readOrderCursor(cursor)
      if (of !== `${by} ${direction}`) {
        throw new ProblemError({
          code: 'bad-request',
          issues: ['this cursor belongs to a list in another order'],
        })
      }
      return after([at, runKey])
    },
    cursorOf: ({ orderValue, startedAt, runKey }) =>
      by === 'started'
        ? `${startedAt}-${runKey}`
        : Buffer.from(JSON.stringify([`${by} ${direction}`, orderValue, runKey])).toString('base64url'),
  }
}

/** What a run has several of orders it by the first of them. */
const TEXTS: Readonly<Partial<Record<RunOrder, string>>> = {
  name: 'lower(name)',
  agent: 'lower(coalesce(agent_name, service_name))',
  session: 'session_id',
  models: '(select min(lower(model)) from run_models where run_models.run_key = runs.run_key)',
  tags: `(select min(lower(tag)) from run_tags where run_tags.run_key = runs.run_key and run_tags.span_id = x'')`,
}

function orderValueOf(by: RunOrder, direction: Direction, nowMs: number): string {
  if (by === 'started') return 'start_ns'
  if (by === 'star')
    return `(run_key in (select run_key from run_labels where span_id = x'' and starred = 1))`
  if (by === 'status') return statusRank(nowMs)
  const text = TEXTS[by]
  if (text !== undefined) return `coalesce(${text}, ${direction === 'ascending' ? 'char(1114111)' : "''"})`
  const column = NUMBER_COLUMNS[by] ?? 'span_count'
  return `iif(${isUnknown(by)}, ${direction === 'ascending' ? LAST_OF_ALL : -1}, ${column})`
}

/** What asks for attention comes first. */
function statusRank(nowMs: number): string {
  const status = statusNow(nowMs).sql.replace('?', String(Math.trunc(nowMs)))
  return `(case ${status} when 'running' then 0 when 'error' then 1 when 'cancelled' then 2 else 3 end)`
}

function readOrderCursor(cursor: string): readonly [string, string | number, number] {
  const parts = parseJson(Buffer.from(cursor, 'base64url').toString())
  const [of, at, runKey] = Array.isArray(parts) ? parts : []
  if (
    typeof of !== 'string' ||
    (typeof at !== 'string' && typeof at !== 'number') ||
    typeof runKey !== 'number'
  ) {
    throw new ProblemError({ code: 'bad-request', issues: ['a cursor is the `next` of an earlier answer'] })
  }
  return [of, at, runKey]
}
