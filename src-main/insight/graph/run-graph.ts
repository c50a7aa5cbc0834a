import type { GraphEdge, GraphLevel, GraphNode, RunGraph } from '#contract/run-graph.ts'
import type { SpanSummary } from '#contract/span.ts'
import { type Ancestry, createAncestry } from './ancestry.ts'
import { connectNodes, mergeHandoffs, withoutObviousParents } from './connect-nodes.ts'
import { dispatchNodes } from './dispatch-nodes.ts'
import type { GraphSource } from './graph-source.ts'
import { guessEdges, type Scope } from './guess-edges.ts'
import { placeAgents } from './place-agents.ts'
import { type PlacedNode, placeSpans } from './place-spans.ts'
import { factsOfSteps, type SpanEdge } from './span-edges.ts'

export interface GraphQuestion {
  readonly level: GraphLevel
  readonly opened: ReadonlySet<string>
  readonly limit: number
}

/** A run as nodes and what leads from one to another, with how each of that is known. */
export function runGraph(
  source: GraphSource,
  question: GraphQuestion,
): Omit<RunGraph, 'spansWithUnreadLinks'> {
  const ancestry = createAncestry(source.spans)
  const placed = place(source, ancestry, question)
  const shown = placed.slice(0, question.limit)
  const nodeIds = nodeIdsBySpan(ancestry, shown)
  const nodeOf = (spanId: string) => nodeIds.get(spanId)
  const all = Map.groupBy(ancestry.spans, span => nodeIds.get(span.spanId))
  const nodes = shown.map(node => node.describe(all.get(node.nodeId) ?? node.members))
  const dispatches = dispatchNodes(source, nodeOf, shown[0]?.nodeId)
  const facts = connectNodes(factsOf(source, ancestry), nodeOf)
  const edges = question.level === 'agents' ? mergeHandoffs(facts) : withoutObviousParents(facts)
  const guesses = guessEdges(shown, [...edges, ...dispatches.edges], node => scopeOf(node, ancestry))
  return {
    level: question.level,
    nodes: [...nodes, ...dispatches.nodes],
    edges: [...edges, ...guesses, ...dispatches.edges, ...nodes.flatMap(repeatEdge)],
    total: placed.length + dispatches.nodes.length,
  }
}

function place(source: GraphSource, ancestry: Ancestry, { level, opened }: GraphQuestion): PlacedNode[] {
  if (level === 'agents') return placeAgents(ancestry, source.run)
  const steps = new Map(source.steps.map(step => [step.span.spanId, step]))
  const { textOf } = source
  return placeSpans(ancestry, { level, opened, stepOf: spanId => steps.get(spanId), textOf })
}

/** The node of every span: its own, or that of what is nearest around it. */
function nodeIdsBySpan(ancestry: Ancestry, nodes: readonly PlacedNode[]): Map<string, string> {
  const own = new Map(
    nodes.flatMap(({ nodeId, members }) => members.map(span => [span.spanId, nodeId] as const)),
  )
  const found = new Map(own)
  const nodeAround = (spanId: string) => {
    const around = ancestry.around(spanId, span => own.has(span.spanId))
    return around && own.get(around.spanId)
  }
  for (const { spanId } of ancestry.spans) {
    if (own.has(spanId)) continue
    const parent = ancestry.parentOf(spanId)
    if (parent === undefined) continue
    // What began before it was settled before it.
    const nodeId = found.get(parent.spanId) ?? nodeAround(spanId)
    if (nodeId !== undefined) found.set(spanId, nodeId)
  }
  return found
}

function* factsOf({ steps, links }: GraphSource, ancestry: Ancestry): Generator<SpanEdge> {
  for (const span of ancestry.spans) {
    const parent = ancestry.parentOf(span.spanId)
    if (parent !== undefined) yield parentEdge(parent, span)
  }
  yield* factsOfSteps(steps)
  for (const { spanId, toSpanId } of links) {
    yield { from: toSpanId, to: spanId, kind: 'link', reason: 'A span link names it.' }
  }
}

function parentEdge(parent: SpanSummary, span: SpanSummary): SpanEdge {
  return {
    from: parent.spanId,
    to: span.spanId,
    kind: 'parent',
    reason: 'It ran within it, by its parent id.',
  }
}

function scopeOf({ members }: PlacedNode, ancestry: Ancestry): Scope {
  const [first] = members
  const agent = first && ancestry.around(first.spanId, span => span.kind === 'agent')
  return {
    key: agent?.spanId ?? first?.agentName ?? '',
    name: agent?.agentName ?? agent?.name ?? first?.agentName ?? undefined,
  }
}

function repeatEdge(node: GraphNode): GraphEdge[] {
  if (node.type !== 'loop') return []
  const reason = `${node.times} times in a row; ${node.differs}.`
  return [
    { source: node.nodeId, target: node.nodeId, kind: 'repeat', count: node.times, isGuess: false, reason },
  ]
}
