import type { Caller } from '#contract/caller.ts'
import { totalOf } from './shapes.ts'
import { dollars, milliseconds, nodeId, runStatus, spanKind } from './words.ts'

/** What each node of a run came to. The graph itself is only known to who drew it. */
export async function readGraph(caller: Caller, runId: string) {
  const { spans } = await caller.call('runs.get', { runId, limit: 100_000 })
  const nodes = spans.filter(span => spanKind(span.kind) === 'node')
  return {
    run_id: runId,
    graph_snapshot: null,
    node_statuses: Object.fromEntries(
      nodes.map(span => {
        const tokens = totalOf(span)
        const cost = dollars(span.cost)
        const id = nodeId(span.name)
        const status = {
          node_id: id,
          status: runStatus(span.status),
          duration_ms: milliseconds(span.durationNs),
          span_id: span.spanId,
          // The documents say `tokens` and `cost`, the program the longer names.
          ...(tokens === null ? {} : { token_count: tokens, tokens }),
          ...(cost === null ? {} : { cost_estimate: cost, cost }),
        }
        return [id, status]
      }),
    ),
  }
}
