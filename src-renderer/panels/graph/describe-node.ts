import type { GraphEdge, GraphEdgeKind, GraphNode } from '#contract/run-graph.ts'
import { formatCount, formatNumberOf } from '../../format/format-count.ts'
import { formatDuration } from '../../format/format-duration.ts'
import { formatTotal } from '../../format/format-figure.ts'
import { toVisible } from '../../format/visible-text.ts'

/** What stands below the name of a node. */
export function listFacts(node: GraphNode): string[] {
  if (node.type === 'run') return ['a run of its own']
  const cost = formatTotal(node.cost, 'dollars')
  return [
    ...(node.type === 'loop' ? [toVisible(node.differs)] : []),
    node.durationNs === null ? 'running' : formatDuration(node.durationNs),
    ...(node.type === 'agent' ? [formatNumberOf(node.calls, 'call')] : []),
    ...(node.what === null || node.name.includes(node.what) ? [] : [toVisible(node.what)]),
    ...(cost.isKnown ? [cost.text] : []),
  ]
}

/** How often it happened, where that is more than once. */
export function timesOf(node: GraphNode): number {
  return node.type === 'loop' || node.type === 'agent' ? node.times : 1
}

const LEADS: Readonly<Record<GraphEdgeKind, string>> = {
  parent: 'holds',
  'tool-call': 'asked for',
  'tool-result': 'gave its result to',
  answer: 'gave its answer to',
  'same-prompt': 'was sent again as',
  handoff: 'handed over to',
  link: 'is linked from',
  dispatch: 'dispatched',
  repeat: 'repeats',
  next: 'probably led to',
}

/** A node and all that it leads to, in words. */
export function tellNode(
  node: GraphNode,
  leaving: readonly GraphEdge[],
  nameOf: (nodeId: string) => string,
): string {
  const times = timesOf(node)
  const what = [
    `${node.kind} ${toVisible(node.name)}`,
    ...(times > 1 ? [`${formatCount(times)} times`] : []),
    ...listFacts(node),
    ...(node.status === 'ok' ? [] : [node.status]),
  ].join(', ')
  const ways = leaving
    .filter(edge => edge.kind !== 'repeat')
    .map(edge => `${LEADS[edge.kind]} ${toVisible(nameOf(edge.target))}`)
  return ways.length === 0 ? what : `${what}; ${ways.join('; ')}`
}
