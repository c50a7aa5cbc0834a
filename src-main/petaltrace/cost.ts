import type { Caller } from '#contract/caller.ts'
import type { RunSummary } from '#contract/run.ts'
import { type CostSum, groupAllCalls, groupCalls, groupRuns, sumOfRuns } from './cost-groups.ts'
import { findAllRuns, startMs } from './find-runs.ts'
import { type GroupBy, timeMs } from './params.ts'
import { dollars, milliseconds, numberOf, runStatus, sumOf } from './words.ts'

const MOST_RUNS = 10_000
/** Of some workflows alone, the spans of each run are read. */
const MOST_READ_RUNS = 500
const WEEK_MS = 7 * 24 * 3_600_000
const MOST_POINTS = 10_000

export interface CostWishes {
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly workflow?: string | undefined
  readonly groupBy?: GroupBy | undefined
}

/** The runs of a time with their sums, and whether they are all of them. */
export async function sumCosts(caller: Caller, wishes: CostWishes) {
  const { workflow, groupBy } = wishes
  const fromMs = timeMs(wishes.since) ?? Date.now() - WEEK_MS
  const untilMs = timeMs(wishes.until) ?? Date.now()
  const since = new Date(fromMs).toISOString()
  const until = new Date(untilMs).toISOString()
  const isByCall = groupBy === 'provider' || groupBy === 'model'
  const limit = isByCall && workflow !== undefined ? MOST_READ_RUNS : MOST_RUNS
  const { runs, next } = await findAllRuns(caller, { workflow, since, until, limit })
  const groups =
    isByCall && workflow === undefined
      ? await groupAllCalls(caller, groupBy, { from: since, to: until })
      : groupBy === undefined
        ? []
        : await groupRuns(caller, runs, groupBy)
  return { fromMs, untilMs, runs, groups, totals: sumOfRuns(runs), isCut: next !== null }
}

/** GET /api/cost/summary */
export async function costSummary(caller: Caller, wishes: CostWishes) {
  const { fromMs, untilMs, runs, groups, totals, isCut } = await sumCosts(caller, wishes)
  return {
    since: new Date(fromMs).toISOString(),
    until: new Date(untilMs).toISOString(),
    total_runs: runs.length,
    total_tokens: totals.tokens,
    total_cost: totals.costUsd,
    calls_without_price: totals.callsWithoutPrice,
    truncated: isCut,
    ...(wishes.groupBy === undefined ? {} : { [`by_${wishes.groupBy}`]: byName(groups) }),
  }
}

/** GET /api/cost/runs/{id} and the tool for one run. */
export async function costOfRun(caller: Caller, runId: string) {
  const found = await caller.call('runs.get', { runId, limit: 100_000 })
  const { run } = found
  const nodes = await groupCalls(caller, found, 'node')
  const cost = dollars(run.cost.sum)
  return {
    run_id: runId,
    workflow_name: run.name,
    status: runStatus(run.status),
    input_tokens: numberOf(run.inputTokens.sum),
    output_tokens: numberOf(run.outputTokens.sum),
    total_tokens: sumOf(run.inputTokens, run.outputTokens),
    estimated_cost: cost,
    total_cost_usd: cost,
    calls_without_price: run.cost.missing,
    llm_calls: run.callCount,
    duration_ms: milliseconds(run.durationNs),
    by_node: nodes.map(node => ({
      node_id: node.name,
      node_name: node.name,
      tokens: node.tokens,
      cost: node.costUsd,
      cost_usd: node.costUsd,
    })),
    by_provider: byName(await groupCalls(caller, found, 'provider')),
    by_model: byName(await groupCalls(caller, found, 'model')),
  }
}

/** GET /api/cost/timeseries */
export async function costSeries(caller: Caller, wishes: CostWishes & { readonly bucketMs: number }) {
  const { fromMs, untilMs, runs } = await sumCosts(caller, wishes)
  const bucketMs = Math.max(wishes.bucketMs, (untilMs - fromMs) / MOST_POINTS)
  const buckets = Map.groupBy(runs, run => Math.floor(startMs(run) / bucketMs))
  return {
    since: new Date(fromMs).toISOString(),
    until: new Date(untilMs).toISOString(),
    bucket_size: `${bucketMs / 1000}s`,
    data_points: [...buckets]
      .sort(([a], [b]) => a - b)
      .map(([index, group]) => point(index * bucketMs, group)),
  }
}

function point(atMs: number, runs: readonly RunSummary[]) {
  const { tokens, costUsd } = sumOfRuns(runs)
  return { timestamp: new Date(atMs).toISOString(), runs: runs.length, tokens, cost: costUsd }
}

function byName(groups: readonly CostSum[]) {
  return Object.fromEntries(
    groups.map(({ name, runs, tokens, costUsd }) => [name, { runs, tokens, cost: costUsd }]),
  )
}
