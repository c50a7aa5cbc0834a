import type { Range, Term } from '#contract/filter/filter.ts'
import { CLOSED_AFTER_MS, QUIET_AFTER_MS } from './run-state.ts'

/** Conditions on `runs` and what they are given; positional, in the order they appear. */
export interface SqlCondition {
  readonly sql: string
  readonly values: readonly (string | number | bigint)[]
}

const NANOSECONDS_PER_MILLISECOND = 1_000_000n

/** The status a reader sees; the same rule as `statusOf`, for filtering. */
export function statusNow(nowMs: number): SqlCondition {
  return {
    sql: /* sql */ `case when status <> 'running' then status
      when abs(? - last_received_ms) < ${CLOSED_AFTER_MS} then 'running'
      when error_count > 0 then 'error' else 'ok' end`,
    values: [nowMs],
  }
}

export function runConditions(terms: readonly Term[], nowMs: number): SqlCondition[] {
  return terms.map(term => {
    const { sql, values } = conditionOf(term, nowMs)
    return { sql: term.isNegated ? `not coalesce((${sql}), 0)` : `(${sql})`, values }
  })
}

function conditionOf(term: Term, nowMs: number): SqlCondition {
  switch (term.kind) {
    case 'words':
      return anyOf(fieldsOf(term.text).map(field => holds(field, term.text)))
    case 'texts':
      if (term.field === 'status') return among(statusNow(nowMs), term.values)
      if (term.field === 'is') return anyOf(term.values.map(value => isSo(value, nowMs)))
      return anyOf(
        term.values.map(value => (term.isExact ? equals(term.field, value) : holds(term.field, value))),
      )
    case 'range':
      return within(term.field, term.range)
    case 'unknown':
      return { sql: isUnknown(term.field), values: [] }
  }
}

/** An id can hold only what is hexadecimal, and making text of all ids takes long. */
function fieldsOf(text: string): readonly string[] {
  const fields = ['name', 'service', 'agent', 'session', 'model']
  return /^\s*[0-9a-f]+\s*$/i.test(text) ? [...fields, 'id'] : fields
}

function anyOf(conditions: readonly SqlCondition[]): SqlCondition {
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join(' or '),
    values: conditions.flatMap(({ values }) => values),
  }
}

function among(expression: SqlCondition, values: readonly string[]): SqlCondition {
  return {
    sql: `${expression.sql} in (${values.map(() => '?').join(', ')})`,
    values: [...expression.values, ...values],
  }
}

/** How a field is compared: a column of the run, or a table that holds several for a run. */
const TEXT_COLUMNS: Readonly<Record<string, string>> = {
  name: 'runs.name',
  service: 'service_name',
  agent: 'agent_name',
  session: 'session_id',
  user: 'user_id',
  id: 'lower(hex(trace_id))',
}
const TEXT_TABLES: Readonly<Record<string, { readonly table: string; readonly column: string }>> = {
  model: { table: 'run_models', column: 'model' },
  tag: { table: 'run_tags', column: 'tag' },
}

function compare(field: string, comparison: string, value: string): SqlCondition {
  const inTable = TEXT_TABLES[field]
  const sql =
    inTable === undefined
      ? `${TEXT_COLUMNS[field] ?? 'runs.name'} ${comparison}`
      : `run_key in (select run_key from ${inTable.table} where ${inTable.column} ${comparison})`
  return { sql, values: [value] }
}

function holds(field: string, part: string): SqlCondition {
  return compare(field, "like ? escape '\\'", `%${part.trim().replace(/[\\%_]/g, '\\$&')}%`)
}

function equals(field: string, value: string): SqlCondition {
  return compare(field, '= ?', value)
}

function isSo(what: string, nowMs: number): SqlCondition {
  const labelled = (condition: string) => ({
    sql: `run_key in (select run_key from run_labels where span_id = x'' and ${condition})`,
    values: [],
  })
  switch (what) {
    case 'starred':
      return labelled('starred = 1')
    case 'noted':
      return labelled('note is not null')
    case 'nested':
      return { sql: 'dispatcher_key is not null', values: [] }
    default:
      return { sql: `abs(? - last_received_ms) < ${QUIET_AFTER_MS}`, values: [nowMs] }
  }
}

export const NUMBER_COLUMNS: Readonly<Record<string, string>> = {
  duration: 'iif(unended_count = 0, end_ns - start_ns, null)',
  cost: 'cost_nano',
  tokens: 'input_tokens + output_tokens',
  in: 'input_tokens',
  out: 'output_tokens',
  cached: 'cache_read_tokens',
  calls: 'call_count',
  tools: 'tool_count',
  errors: 'error_count',
  spans: 'span_count',
}

function within(field: string, { from, to, includesFrom, includesTo }: Range): SqlCondition {
  const column = field === 'started' ? 'start_ns' : (NUMBER_COLUMNS[field] ?? 'span_count')
  const value = (number: number) =>
    field === 'started' ? BigInt(Math.round(number)) * NANOSECONDS_PER_MILLISECOND : number
  const bounds = [
    ...(from === null ? [] : [{ sql: `${column} ${includesFrom ? '>=' : '>'} ?`, values: [value(from)] }]),
    ...(to === null ? [] : [{ sql: `${column} ${includesTo ? '<=' : '<'} ?`, values: [value(to)] }]),
    // What nobody knows is not 0, and so meets no comparison.
    { sql: `not (${isUnknown(field)})`, values: [] },
  ]
  return { sql: bounds.map(({ sql }) => sql).join(' and '), values: bounds.flatMap(({ values }) => values) }
}

/** A figure that no part of the run tells. */
export function isUnknown(field: string): string {
  const allMissing = (column: string) => `call_count > 0 and ${column}_missing >= call_count`
  switch (field) {
    case 'cost':
      return allMissing('cost')
    case 'in':
      return allMissing('input')
    case 'out':
      return allMissing('output')
    case 'cached':
      return allMissing('cache_read')
    case 'tokens':
      return `(${allMissing('input')}) or (${allMissing('output')})`
    case 'duration':
      return 'unended_count > 0'
    default:
      return '0'
  }
}
