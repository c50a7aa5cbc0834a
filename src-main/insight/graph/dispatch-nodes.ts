import type { DispatchReason } from '#contract/run.ts'
import type { GraphEdge, GraphNode } from '#contract/run-graph.ts'
import type { GraphSource } from './graph-source.ts'

const REASONS: Readonly<Record<DispatchReason, string>> = {
  'tool-call': 'The run names the tool call that dispatched it.',
  'span-link': 'A span link names the span that dispatched it.',
  'parent-run': 'The run names the run that dispatched it.',
  'parent-session': 'The run names the session that dispatched it.',
  replay: 'The run replays the other.',
}

interface Dispatches {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
}

/** The runs that this one dispatched, and the one that dispatched it. A replay is no part of what it replays. */
export function dispatchNodes(
  { run, dispatched }: GraphSource,
  nodeOf: (spanId: string) => string | undefined,
  firstNodeId: string | undefined,
): Dispatches {
  if (firstNodeId === undefined) return { nodes: [], edges: [] }
  const children = dispatched.filter(isOwn).map(child => {
    const nodeId = `run-${child.runId}`
    const source = nodeOf(child.spanId ?? '')
    const where = source === undefined ? ' It does not say by which step.' : ''
    const edge = dispatch(source ?? firstNodeId, nodeId, REASONS[child.reason] + where)
    return { node: runNode(nodeId, child.runId, child.name, child.status), edge }
  })
  const { parent } = run
  const parents =
    parent === null || !isOwn(parent)
      ? []
      : [parent].map(each => {
          const nodeId = `run-${each.runId}`
          const edge = dispatch(nodeId, firstNodeId, REASONS[each.reason])
          return { node: runNode(nodeId, each.runId, each.name, 'ok'), edge }
        })
  const both = [...parents, ...children]
  return { nodes: both.map(each => each.node), edges: both.map(each => each.edge) }
}

function isOwn({ reason }: { readonly reason: DispatchReason }): boolean {
  return reason !== 'replay'
}

function runNode(nodeId: string, runId: string, name: string, status: GraphNode['status']): GraphNode {
  return { type: 'run', nodeId, runId, kind: 'agent', name, status, startNs: 0 }
}

function dispatch(source: string, target: string, reason: string): GraphEdge {
  return { source, target, kind: 'dispatch', count: 1, isGuess: false, reason }
}
