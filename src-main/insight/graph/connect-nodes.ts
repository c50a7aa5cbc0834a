import type { GraphEdge } from '#contract/run-graph.ts'
import type { SpanEdge } from './span-edges.ts'

/** Facts between spans as edges between their nodes, equal ones counted. */
export function connectNodes(
  facts: Iterable<SpanEdge>,
  nodeOf: (spanId: string) => string | undefined,
): GraphEdge[] {
  const edges = new Map<string, GraphEdge>()
  for (const { from, to, kind, reason } of facts) {
    const source = nodeOf(from)
    const target = nodeOf(to)
    if (source === undefined || target === undefined || source === target) continue
    const key = `${source} ${target} ${kind}`
    const known = edges.get(key)
    edges.set(key, {
      source,
      target,
      kind,
      count: (known?.count ?? 0) + 1,
      isGuess: false,
      reason: known?.reason ?? reason,
    })
  }
  return [...edges.values()]
}

/** Edges between agents, whatever told them, as one edge that says all of it. */
export function mergeHandoffs(edges: readonly GraphEdge[]): GraphEdge[] {
  const pairs = Map.groupBy(edges, ({ source, target }) => `${source} ${target}`)
  return [...pairs.values()].flatMap((told): GraphEdge[] => {
    const [first] = told
    if (first === undefined) return []
    return [
      {
        ...first,
        kind: 'handoff',
        count: Math.max(...told.map(edge => edge.count)),
        reason: told
          .map(edge => (edge.count > 1 ? `${edge.count} times: ${edge.reason}` : edge.reason))
          .join(' '),
      },
    ]
  })
}

/** A parent that leads to a node is told only where nothing tells which of its siblings led there. */
export function withoutObviousParents(edges: readonly GraphEdge[]): GraphEdge[] {
  const parents = new Map(edges.flatMap(edge => (edge.kind === 'parent' ? [[edge.target, edge.source]] : [])))
  const explained = new Set(
    edges.flatMap(({ kind, source, target }) => {
      const isSibling = parents.has(target) && parents.get(source) === parents.get(target)
      return kind !== 'parent' && isSibling ? [target] : []
    }),
  )
  return edges.filter(edge => edge.kind !== 'parent' || !explained.has(edge.target))
}
