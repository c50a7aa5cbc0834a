import type { SpanSummary } from '#contract/span.ts'
import type { SpanTree } from './build-span-tree.ts'

/** Spans of one agent that did not overlap. An agent that did several things at once has several lanes. */
export interface Lane {
  readonly laneId: string
  /** Null for what no agent is named for. */
  readonly agentName: string | null
  /** Its place among the lanes of its agent, from 1. */
  readonly position: number
  readonly lanes: number
  /** In the order of their starts. */
  readonly spans: readonly SpanSummary[]
}

/** More lanes than this would be no picture; what is left shares the last one. */
const MOST_LANES = 24

/** The agent a span belongs to: its own name for one, else that of the nearest span above that names one. */
function createAgentOf(tree: SpanTree): (span: SpanSummary) => string | null {
  const known = new Map<string, string | null>()
  return span => {
    const passed: string[] = []
    let current: SpanSummary | undefined = span
    while (current !== undefined && !known.has(current.spanId)) {
      passed.push(current.spanId)
      known.set(current.spanId, current.agentName ?? (current.kind === 'agent' ? current.name : null))
      if (known.get(current.spanId) !== null) break
      current = tree.spans.get(current.parentSpanId ?? '')
    }
    const agent = known.get(current?.spanId ?? '') ?? null
    for (const spanId of passed) known.set(spanId, agent)
    return agent
  }
}

/** The agents in the order they began, each with its lanes. A span that only waits for spans of its agent has none. */
export function listLanes(tree: SpanTree): Lane[] {
  const byAgent = new Map<string | null, SpanSummary[]>()
  const spans = [...tree.spans.values()].sort((left, right) => left.startNs - right.startNs)
  const agentOf = createAgentOf(tree)
  for (const span of spans) {
    const agent = agentOf(span)
    const ofAgent = byAgent.get(agent) ?? []
    byAgent.set(agent, ofAgent)
    const isOwn = tree.childrenOf(span.spanId).every(child => agentOf(child) !== agent)
    if (isOwn) ofAgent.push(span)
  }
  return [...byAgent].flatMap(([agentName, ofAgent]) => {
    const lanes = pack(ofAgent)
    return lanes.map((laneSpans, index) => ({
      laneId: `${agentName ?? ''} ${index + 1}`,
      agentName,
      position: index + 1,
      lanes: lanes.length,
      spans: laneSpans,
    }))
  })
}

/** Each span on the first lane that is free when it begins. */
function pack(spans: readonly SpanSummary[]): SpanSummary[][] {
  const lanes: SpanSummary[][] = []
  const freeAt: number[] = []
  for (const span of spans) {
    const endNs = span.durationNs === null ? Number.POSITIVE_INFINITY : span.startNs + span.durationNs
    const free = freeAt.findIndex(atNs => atNs <= span.startNs)
    const lane = free !== -1 ? free : Math.min(lanes.length, MOST_LANES - 1)
    lanes[lane] = lanes[lane] ?? []
    lanes[lane].push(span)
    freeAt[lane] = Math.max(freeAt[lane] ?? 0, endNs)
  }
  return lanes
}

/** The lane that shows a span. */
export function laneOf(lanes: readonly Lane[], spanId: string): Lane | undefined {
  return lanes.find(lane => lane.spans.some(span => span.spanId === spanId))
}
