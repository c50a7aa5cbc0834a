import { ProblemError } from '#contract/problems.ts'
import type { Direction, RunOrder } from '#contract/run-order.ts'
import { parseJson } from '../base/json.ts'
import { readCursor } from './page-cursor.ts'
import { isUnknown, NUMBER_COLUMNS, type SqlCondition } from './run-filter.ts'

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

export function runOrder(by: RunOrder, direction: Direction): SqlOrder {
  const word = direction === 'ascending' ? 'asc' : 'desc'
  const comparison = direction === 'ascending' ? '>' : '<'
  const value = orderValueOf(by, direction)
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

function orderValueOf(by: RunOrder, direction: Direction): string {
  if (by === 'started') return 'start_ns'
  if (by === 'name') return 'lower(name)'
  const column = NUMBER_COLUMNS[by] ?? 'span_count'
  return `iif(${isUnknown(by)}, ${direction === 'ascending' ? LAST_OF_ALL : -1}, ${column})`
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
