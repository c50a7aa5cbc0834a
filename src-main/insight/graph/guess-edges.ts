import type { GraphEdge } from '#contract/run-graph.ts'
import { quoted } from '../../diff/words.ts'
import { type PlacedNode, startOf } from './place-spans.ts'

export interface Scope {
  readonly key: string
  /** The agent whose work it is, when there is one. */
  readonly name: string | undefined
}

/** Nodes that are looked back over for one that had ended. */
const LOOKED_BACK = 64

/** Where nothing tells what led to a node: what ended last before it began, within the same agent if there was something. */
export function guessEdges(
  nodes: readonly PlacedNode[],
  known: readonly GraphEdge[],
  scopeOf: (node: PlacedNode) => Scope,
): GraphEdge[] {
  const reached = new Set(known.map(edge => edge.target))
  const before = new Map<string, PlacedNode[]>()
  const all: PlacedNode[] = []
  return nodes.flatMap((node): GraphEdge[] => {
    const scope = scopeOf(node)
    const own = before.get(scope.key) ?? []
    const inScope = lastEnded(own, node)
    const source = inScope ?? lastEnded(all, node)
    before.set(scope.key, own)
    own.push(node)
    all.push(node)
    if (reached.has(node.nodeId) || source === undefined) return []
    const where = inScope !== undefined && scope.name !== undefined ? quoted(scope.name) : 'the run'
    return [
      {
        source: source.nodeId,
        target: node.nodeId,
        kind: 'next',
        count: 1,
        isGuess: true,
        reason: `A guess: nothing recorded says what led here. It came next in ${where}.`,
      },
    ]
  })
}

function lastEnded(earlier: readonly PlacedNode[], node: PlacedNode): PlacedNode | undefined {
  const begun = startOf(node)
  return earlier.slice(-LOOKED_BACK).findLast(each => endOf(each) <= begun)
}

function endOf({ members }: PlacedNode): number {
  const last = members.at(-1)
  return (last?.startNs ?? 0) + (last?.durationNs ?? 0)
}
