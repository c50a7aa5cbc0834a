import type { RunSummary } from '#contract/run.ts'
import type { SpanSummary } from '#contract/span.ts'
import type { Ancestry } from './ancestry.ts'
import type { PlacedNode } from './place-spans.ts'
import { sumWork, worstStatus } from './sum-work.ts'

/** One node for each agent that did something, by name, in the order they began. */
export function placeAgents(ancestry: Ancestry, run: RunSummary): PlacedNode[] {
  const agentOf = createAgentOf(ancestry)
  const groups = Map.groupBy(ancestry.spans, span => agentOf(span) ?? '')
  return [...groups].flatMap(([name, members]): PlacedNode[] => {
    const isNamed = name !== ''
    // What merely holds the agents is none.
    if (!isNamed && groups.size > 1 && !members.some(isWork)) return []
    const nodeId = `agent-${name}`
    const entries = members.filter(span => span.kind === 'agent')
    const outer = entries.length > 0 ? entries : members
    return [
      {
        nodeId,
        members,
        describe: all => ({
          type: 'agent',
          nodeId,
          kind: 'agent',
          name: isNamed ? name : run.name,
          what: isNamed ? null : 'no agent named',
          status: worstStatus(outer),
          startNs: members[0]?.startNs ?? 0,
          spanIds: all.map(span => span.spanId),
          times: entries.length,
          ...sumWork(outer, all),
          durationNs: durationOf(outer),
          errors: members.filter(span => span.status === 'error' && span.kind !== 'agent').length,
        }),
      },
    ]
  })
}

/** The agent whose work a span is: the agent around it, or the one that it names. */
function createAgentOf(ancestry: Ancestry): (span: SpanSummary) => string | undefined {
  const known = new Map<string, string | undefined>()
  // Parents that began later than their children come after them.
  const find = (span: SpanSummary): string | undefined => {
    if (span.kind === 'agent') return span.agentName ?? span.name
    if (span.agentName !== null) return span.agentName
    const outer = ancestry.around(span.spanId, each => each.kind === 'agent' || each.agentName !== null)
    return outer && (outer.agentName ?? outer.name)
  }
  return span => {
    if (!known.has(span.spanId)) known.set(span.spanId, find(span))
    return known.get(span.spanId)
  }
}

function isWork({ kind }: SpanSummary): boolean {
  return kind === 'llm' || kind === 'tool' || kind === 'retrieval' || kind === 'embedding'
}

/** From the first beginning to the last end of each stretch, without counting what overlaps twice. */
function durationOf(spans: readonly SpanSummary[]): number | null {
  let sum = 0
  let reached = Number.NEGATIVE_INFINITY
  for (const { startNs, durationNs } of spans) {
    if (durationNs === null) return null
    const endNs = startNs + durationNs
    sum += Math.max(0, endNs - Math.max(startNs, reached))
    reached = Math.max(reached, endNs)
  }
  return sum
}
