import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import type { GraphNode } from '#contract/run-graph.ts'
import { formatCount } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { isYetToBegin } from '../../state/playhead.ts'
import { Icon } from '../../widgets/icon.tsx'
import { KindIcon } from '../../widgets/kind-icon.tsx'
import { listFacts, timesOf } from './describe-node.ts'
import styles from './graph.module.css'
import { useGraphFocus } from './graph-focus.ts'

export interface NodeData extends Record<string, unknown> {
  readonly node: GraphNode
  /** The loop that begins with it, where that is shown turn by turn. */
  readonly foldable: string | undefined
}

export function GraphNodeView({ data: { node, foldable } }: NodeProps<Node<NodeData>>) {
  const { activeId, direction, atNs } = useGraphFocus()
  const isRight = direction === 'right'
  const handle = styles.handle ?? ''
  const facts = listFacts(node)
  return (
    <div
      className={styles.node}
      data-kind={node.kind}
      data-type={node.type}
      data-status={node.status}
      data-selected={node.nodeId === activeId || undefined}
      data-later={isYetToBegin(node.startNs, atNs) || undefined}
      data-tip={`${toVisible(node.name)}\n${facts.join(' · ')}`}
    >
      <Handle type="target" position={isRight ? Position.Left : Position.Top} className={handle} />
      {node.type === 'loop' ? <Icon name="loop" size={15} /> : <KindIcon kind={node.kind} />}
      <div className={styles.text}>
        <span className={styles.name}>{toVisible(node.name)}</span>
        <span className={styles.facts}>{facts.join(' · ')}</span>
      </div>
      <Times node={node} foldable={foldable} />
      <Handle type="source" position={isRight ? Position.Right : Position.Bottom} className={handle} />
    </div>
  )
}

function Times({ node, foldable }: NodeData) {
  const { turnLoop } = useGraphFocus()
  const times = `×${formatCount(timesOf(node))}`
  const loopId = node.type === 'loop' ? node.nodeId : foldable
  if (loopId === undefined) return timesOf(node) > 1 ? <span className={styles.times}>{times}</span> : null
  const isFolded = node.type === 'loop'
  return (
    <button
      type="button"
      className={styles.times}
      aria-label={isFolded ? `Unfold ${times} ${node.name}` : `Fold the loop that begins with ${node.name}`}
      onClick={event => {
        event.stopPropagation()
        turnLoop(loopId)
      }}
    >
      {isFolded ? times : 'fold'}
    </button>
  )
}
