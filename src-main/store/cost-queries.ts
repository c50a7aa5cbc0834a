import type { CostGroup, CostGrouping, CostTotals } from '#contract/cost.ts'
import type { MissingPrice } from '#contract/price.ts'
import type { ReadableDatabase } from './database.ts'
import { toTotal } from './figures.ts'

const MS_PER_QUARTER = 900_000
const SECONDS_PER_QUARTER = 900

const SUMMED = [
  'calls',
  ...(['input', 'output', 'cache_read', 'cost'] as const).flatMap(
    name => [`${name}_sum`, `${name}_missing`, `${name}_derived`, `${name}_estimated`] as const,
  ),
  'unpriced',
  'reported',
  'reported_nano',
] as const

const sumsOf = (table: string) => SUMMED.map(name => `sum(${table}.${name}) as ${name}`).join(', ')

type SumRow = Readonly<Record<(typeof SUMMED)[number], number | null>>

export interface CostPeriod {
  readonly fromMs: number | undefined
  readonly toMs: number | undefined
}

/** What a row of `run_costs` counts towards. An agent that a call does not name is that of its run. */
const KEY_OF: Readonly<Record<Exclude<CostGrouping, 'day'>, string>> = {
  model: "nullif(model, '')",
  provider: "nullif(provider, '')",
  agent: "coalesce(nullif(agent, ''), runs.agent_name)",
  service: 'runs.service_name',
  session: 'runs.session_id',
}
const NEEDS_RUN: ReadonlySet<CostGrouping> = new Set(['agent', 'service', 'session'])

export interface CostAnswer {
  readonly groups: readonly CostGroup[]
  readonly totals: CostTotals
}

export function createCostQueries(db: ReadableDatabase) {
  const missing = db.prepare<[], SumRow & { provider: string; model: string; first: number; last: number }>(
    /* sql */ `
    select provider, model, ${sumsOf('run_costs')}, min(quarter) as first, max(quarter) as last
    from run_costs where unpriced > 0 group by provider, model order by calls desc, model
  `,
  )
  return {
    groups(groupBy: CostGrouping, period: CostPeriod): CostAnswer {
      const rows = db
        .prepare<[object], SumRow & { key: string | null }>(groupSql(groupBy))
        .all(quartersOf(period))
      return {
        groups: rows.map(row => ({ key: row.key, ...toTotals(row) })),
        totals: toTotals(sumOf(rows)),
      }
    },
    unpriced: (): MissingPrice[] => missing.all().map(toMissing),
  }
}

function toMissing(
  row: SumRow & { provider: string; model: string; first: number; last: number },
): MissingPrice {
  const { inputTokens, outputTokens } = toTotals(row)
  const calls = row.unpriced ?? 0
  return {
    provider: row.provider === '' ? null : row.provider,
    model: row.model,
    calls,
    inputTokens,
    outputTokens,
    reportedCost: toTotal(row.reported_nano ?? 0, calls - (row.reported ?? 0), 2, calls),
    firstSeenAt: row.first * MS_PER_QUARTER,
    lastSeenAt: row.last * MS_PER_QUARTER,
  }
}

const IN_PERIOD = 'quarter >= @from and quarter < @to'

/** Quarters are added up before they become days: the clock on the wall is slow to ask. */
function groupSql(groupBy: CostGrouping): string {
  if (groupBy === 'day') {
    return /* sql */ `
      select date(quarter * ${SECONDS_PER_QUARTER}, 'unixepoch', 'localtime') as key, ${sumsOf('q')}
      from (select quarter, ${sumsOf('run_costs')} from run_costs where ${IN_PERIOD} group by quarter) as q
      group by key order by key desc`
  }
  const from = NEEDS_RUN.has(groupBy) ? 'run_costs join runs using (run_key)' : 'run_costs'
  return /* sql */ `
    select ${KEY_OF[groupBy]} as key, ${sumsOf('run_costs')} from ${from} where ${IN_PERIOD}
    group by key order by cost_sum desc, calls desc`
}

function sumOf(rows: readonly SumRow[]): Partial<SumRow> {
  const totals: Record<string, number> = {}
  for (const row of rows) {
    for (const name of SUMMED) totals[name] = (totals[name] ?? 0) + (row[name] ?? 0)
  }
  return totals
}

function quartersOf({ fromMs, toMs }: CostPeriod): { from: number; to: number } {
  return {
    from: fromMs === undefined ? Number.MIN_SAFE_INTEGER : Math.floor(fromMs / MS_PER_QUARTER),
    to: toMs === undefined ? Number.MAX_SAFE_INTEGER : Math.ceil(toMs / MS_PER_QUARTER),
  }
}

function toTotals(row: Partial<SumRow>): CostTotals {
  const calls = row.calls ?? 0
  const total = (name: 'input' | 'output' | 'cache_read' | 'cost') => {
    const doubt = (row[`${name}_estimated`] ?? 0) > 0 ? 2 : (row[`${name}_derived`] ?? 0) > 0 ? 1 : 0
    return toTotal(row[`${name}_sum`] ?? 0, row[`${name}_missing`] ?? 0, doubt, calls)
  }
  return {
    calls,
    inputTokens: total('input'),
    outputTokens: total('output'),
    cacheReadTokens: total('cache_read'),
    cost: total('cost'),
    unpricedCalls: row.unpriced ?? 0,
    reportedCalls: row.reported ?? 0,
  }
}
