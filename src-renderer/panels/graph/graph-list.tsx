import { useMemo } from 'react'
import type { GraphEdge, GraphNode, RunGraph } from '#contract/run-graph.ts'
import { formatCount } from '../../format/format-count.ts'
import { tellNode } from './describe-node.ts'
import styles from './graph.module.css'

interface GraphListProps {
  readonly graph: RunGraph
  readonly activeId: string | undefined
  readonly onChoose: (node: GraphNode) => void
}

/** As many as are read to somebody at once. */
const MOST_LISTED = 200

/** The graph in words, for those who do not see the picture: each node with all that it leads to. */
export function GraphList({ graph, activeId, onChoose }: GraphListProps) {
  const { nodes, edges } = graph
  const leaving = useMemo(() => Map.groupBy(edges, edge => edge.source), [edges])
  const names = useMemo(() => new Map(nodes.map(node => [node.nodeId, node.name])), [nodes])
  const tell = (node: GraphNode) =>
    tellNode(node, leaving.get(node.nodeId) ?? NONE, id => names.get(id) ?? '')
  const activeIndex = Math.max(
    0,
    nodes.findIndex(node => node.nodeId === activeId),
  )
  const from = Math.max(0, Math.min(activeIndex - MOST_LISTED / 2, nodes.length - MOST_LISTED))
  const listed = nodes.slice(from, from + MOST_LISTED)
  const active = nodes.find(node => node.nodeId === activeId)
  return (
    <div className={styles.unseen}>
      <p role="status">{active === undefined ? '' : tell(active)}</p>
      {listed.length < nodes.length && (
        <p>
          {formatCount(listed.length)} of {formatCount(nodes.length)} nodes, around the selected one
        </p>
      )}
      <ul aria-label="Graph as a list">
        {listed.map(node => (
          <li key={node.nodeId}>
            <button
              type="button"
              tabIndex={-1}
              aria-current={node.nodeId === activeId || undefined}
              onClick={() => onChoose(node)}
            >
              {tell(node)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

const NONE: readonly GraphEdge[] = []
