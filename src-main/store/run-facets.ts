import type { RunFacets } from '#contract/run-facets.ts'
import type { ReadableDatabase } from './database.ts'
import { type SqlCondition, statusNow } from './run-filter.ts'

interface FacetRow {
  readonly value: string
  readonly runs: number
}

/** How many of the runs that meet the conditions have each status, model, agent, service and tag; the most common first. */
export function readFacets(
  db: ReadableDatabase,
  conditions: readonly SqlCondition[],
  nowMs: number,
  limit: number,
): RunFacets {
  const where = conditions.length === 0 ? '' : `where ${conditions.map(({ sql }) => sql).join(' and ')}`
  const values = conditions.flatMap(condition => condition.values)
  const chosen = /* sql */ `with chosen as materialized (select run_key, agent_name, service_name, status,
    last_received_ms, error_count from runs ${where})`
  const count = (from: string, column: string, runs = 'count(*)') =>
    db
      .prepare<unknown[], FacetRow>(/* sql */ `
        ${chosen} select ${column} as value, ${runs} as runs from ${from}
        where ${column} is not null group by 1 order by runs desc, value limit ?
      `)
      .all(...values, limit)
  return {
    status: grouped(db, chosen, values, statusNow(nowMs)),
    model: count('chosen join run_models using (run_key)', 'model'),
    agent: count('chosen', 'agent_name'),
    service: count('chosen', 'service_name'),
    tag: count('chosen join run_tags using (run_key)', 'tag', 'count(distinct run_key)'),
  }
}

function grouped(
  db: ReadableDatabase,
  chosen: string,
  values: SqlCondition['values'],
  status: SqlCondition,
): FacetRow[] {
  return db
    .prepare<unknown[], FacetRow>(
      `${chosen} select ${status.sql} as value, count(*) as runs from chosen group by 1 order by runs desc`,
    )
    .all(...values, ...status.values)
}
