import type { Caller } from '#contract/caller.ts'
import type { DiffDelta, RunDiff } from '#contract/diff.ts'
import { type Contents, nodeDiffs } from './node-diffs.ts'
import { type NodesOfRun, placeInNodes } from './place-in-nodes.ts'
import { dollars, milliseconds, numberOf, runStatus } from './words.ts'

const MOST_SPANS = 100_000

export interface DiffWishes extends Contents {
  readonly base: string
  readonly compare: string
}

/** Everything PetalTrace's shapes of a comparison are made of. */
export async function readDiff(caller: Caller, { base, compare, ...contents }: DiffWishes) {
  const diff = await caller.call('diff', { left: base, right: compare })
  const nodesOf = async (runId: string) =>
    placeInNodes((await caller.call('runs.get', { runId, limit: MOST_SPANS })).spans)
  const nodes = { base: await nodesOf(base), compare: await nodesOf(compare) }
  return { diff, nodes, nodeDiffs: await nodeDiffs(caller, diff, nodes, contents) }
}

/** A comparison as PetalTrace's HTTP API tells it, with our sentence beside. */
export async function diffShape(caller: Caller, wishes: DiffWishes) {
  const { diff, nodes, nodeDiffs: node_diffs } = await readDiff(caller, wishes)
  const { totals } = diff
  return {
    id: diffId(wishes),
    base_run_id: diff.left.runId,
    compare_run_id: diff.right.runId,
    verdict: diff.verdict,
    summary: {
      status_match: diff.left.status === diff.right.status,
      duration_delta_ms: deltaMs(diff),
      token_delta: tokenDelta(diff),
      cost_delta: dollars(totals.cost.delta),
      node_diff_count: node_diffs.length,
      path_divergence: hasOtherPath(diff),
    },
    node_diffs,
    graph_diff: graphDiff(nodes.base, nodes.compare),
    cost_diff: {
      base_cost: dollars(totals.cost.left.sum),
      compare_cost: dollars(totals.cost.right.sum),
      delta: dollars(totals.cost.delta),
      by_provider: costsBy(diff, 'provider'),
      by_model: costsBy(diff, 'model'),
    },
    created_at: new Date().toISOString(),
  }
}

/** The same as its tool for agents tells it, in the names that has. */
export async function diffForAgents(caller: Caller, wishes: DiffWishes) {
  const { diff, nodeDiffs: node_diffs } = await readDiff(caller, wishes)
  const { totals, left, right } = diff
  const base = dollars(totals.cost.left.sum)
  const delta = dollars(totals.cost.delta)
  const withStatus = (status: string) => node_diffs.filter(node => node.status === status).length
  return {
    diff_id: diffId(wishes),
    base_run_id: left.runId,
    compare_run_id: right.runId,
    verdict: diff.verdict,
    similarity: diff.similarity,
    summary: {
      status_match: left.status === right.status,
      base_status: runStatus(left.status),
      compare_status: runStatus(right.status),
      duration_delta_ms: deltaMs(diff),
      token_delta: tokenDelta(diff),
      cost_delta_usd: delta,
      nodes_added: withStatus('added'),
      nodes_removed: withStatus('removed'),
      nodes_changed: withStatus('modified'),
      path_diverged: hasOtherPath(diff),
    },
    node_diffs: node_diffs.slice(0, MOST_NODES),
    truncated: node_diffs.length > MOST_NODES,
    cost_diff: {
      base_total_usd: base,
      compare_total_usd: dollars(totals.cost.right.sum),
      delta_usd: delta,
      delta_percent: base === null || base === 0 || delta === null ? null : (100 * delta) / base,
      by_provider: costsBy(diff, 'provider'),
      by_model: costsBy(diff, 'model'),
    },
  }
}

const MOST_NODES = 50

/** The two runs are the comparison: it is made when it is asked for, and kept nowhere. */
function diffId({ base, compare }: DiffWishes): string {
  return `${base}-${compare}`
}

export function runsOfDiff(diffId: string): { readonly base: string; readonly compare: string } | undefined {
  const [, base, compare] = /^([0-9a-f]{32})-([0-9a-f]{32})$/.exec(diffId) ?? []
  return base === undefined || compare === undefined ? undefined : { base, compare }
}

function deltaMs({ totals }: RunDiff): number | null {
  return milliseconds(numberOf(totals.durationNs.delta))
}

function tokenDelta({ totals }: RunDiff): number | null {
  const input = numberOf(totals.inputTokens.delta)
  const output = numberOf(totals.outputTokens.delta)
  return input === null || output === null ? null : input + output
}

function hasOtherPath({ counts }: RunDiff): boolean {
  return counts.added + counts.removed + counts.moved > 0
}

function costsBy({ byModel }: RunDiff, by: 'provider' | 'model') {
  const groups = Map.groupBy(byModel, each => (by === 'model' ? each.model : (each.provider ?? 'unknown')))
  return Object.fromEntries(
    [...groups].map(([name, models]) => {
      const sum = (value: (each: DiffDelta) => number | null) => {
        const values = models.map(({ cost }) => value(cost))
        return values.includes(null) ? null : values.reduce((total: number, each) => total + (each ?? 0), 0)
      }
      return [
        name,
        {
          base_cost: sum(({ left }) => dollars(left.sum)),
          compare_cost: sum(({ right }) => dollars(right.sum)),
          delta: sum(({ delta }) => dollars(delta)),
        },
      ]
    }),
  )
}

function graphDiff(base: NodesOfRun, compare: NodesOfRun) {
  const only = (names: Iterable<string>, others: { has(name: string): boolean }) =>
    [...names].filter(name => !others.has(name))
  return {
    nodes_added: only(compare.nodes.keys(), base.nodes),
    nodes_removed: only(base.nodes.keys(), compare.nodes),
    edges_changed: [
      ...only(compare.edges, base.edges).map(edge => `${edge} (added)`),
      ...only(base.edges, compare.edges).map(edge => `${edge} (removed)`),
    ],
  }
}
