import type { CostGroup, CostGrouping, CostTotals } from '#contract/cost.ts'
import type { MissingPrice } from '#contract/price.ts'
import type { ReadableDatabase } from './database.ts'
import { toTotal } from './figures.ts'

const MS_PER_QUARTER = 900_000
const SECONDS_PER_QUARTER = 900

const SUMS = ['input', 'output', 'cache_read', 'cost'].flatMap(name =>
  ['sum', 'missing', 'derived', 'estimated'].map(part => `sum(${name}_${part}) as ${name}_${part}`),
)
const COLUMNS = `sum(calls) as calls, ${SUMS.join(', ')}, sum(unpriced) as unpriced,
  sum(reported) as reported, sum(reported_nano) as reported_nano`

type SumRow = Readonly<
  Record<
    `${'input' | 'output' | 'cache_read' | 'cost'}_${'sum' | 'missing' | 'derived' | 'estimated'}`,
    number | null
  > & {
    calls: number | null
    unpriced: number | null
    reported: number | null
    reported_nano: number | null
  }
>

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

export function createCostQueries(db: ReadableDatabase) {
  const inPeriod = 'quarter >= @from and quarter < @to'
  const totals = db.prepare<[object], SumRow>(`select ${COLUMNS} from run_costs where ${inPeriod}`)
  const missing = db.prepare<[], SumRow & { provider: string; model: string; first: number; last: number }>(
    /* sql */ `
    select provider, model, ${COLUMNS}, min(quarter) as first, max(quarter) as last
    from run_costs where unpriced > 0 group by provider, model order by calls desc, model
  `,
  )
  return {
    totals: (period: CostPeriod): CostTotals => toTotals(totals.get(quartersOf(period)) ?? {}),
    groups(groupBy: CostGrouping, period: CostPeriod): CostGroup[] {
      const select = db.prepare<[object], SumRow & { key: string | null }>(groupSql(groupBy, inPeriod))
      return select.all(quartersOf(period)).map(row => ({ key: row.key, ...toTotals(row) }))
    },
    unpriced: (): MissingPrice[] =>
      missing.all().map(row => {
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
      }),
  }
}

/** Quarters are added up before they become days: of those there are few. */
function groupSql(groupBy: CostGrouping, inPeriod: string): string {
  if (groupBy === 'day') {
    return /* sql */ `
      select date(quarter * ${SECONDS_PER_QUARTER}, 'unixepoch', 'localtime') as key, ${COLUMNS}
      from run_costs where ${inPeriod} group by key order by key desc`
  }
  const from = NEEDS_RUN.has(groupBy) ? 'run_costs join runs using (run_key)' : 'run_costs'
  return /* sql */ `
    select ${KEY_OF[groupBy]} as key, ${COLUMNS} from ${from} where ${inPeriod}
    group by key order by cost_sum desc, calls desc`
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
