import { type Edge, type EdgeProps, getBezierPath } from '@xyflow/react'
import type { GraphEdge } from '#contract/run-graph.ts'
import { formatCount } from '../../format/format-count.ts'
import styles from './graph.module.css'
import { useGraphFocus } from './graph-focus.ts'

export interface EdgeData extends Record<string, unknown> {
  readonly edge: GraphEdge
  readonly targetStartNs: number
}

export function GraphEdgeView(props: EdgeProps<Edge<EdgeData>>) {
  const { atNs, activeId, direction } = useGraphFocus()
  const { data, markerEnd } = props
  if (data === undefined) return null
  const { edge, targetStartNs } = data
  const isLoop = edge.source === edge.target
  const [path, labelX, labelY] = isLoop ? loopPath(props, direction) : getBezierPath(props)
  const count = edge.count > 1 && !isLoop ? `×${formatCount(edge.count)}` : undefined
  return (
    <g
      className={styles.edge}
      data-edge={edge.kind}
      data-guess={edge.isGuess || undefined}
      data-near={edge.source === activeId || edge.target === activeId || undefined}
      data-later={(atNs !== null && targetStartNs > atNs) || undefined}
      data-tip={count === undefined ? edge.reason : `${count}: ${edge.reason}`}
    >
      <path d={path} className={styles.line} markerEnd={markerEnd} />
      <path d={path} className={styles.reach} />
      {count !== undefined && (
        <text className={styles.count} x={labelX} y={labelY} dy={-4}>
          {count}
        </text>
      )}
    </g>
  )
}

/** Leaves the node at its end and comes back to its beginning, around the side where nothing else leads. */
function loopPath({ sourceX, sourceY, targetX, targetY }: EdgeProps, direction: 'right' | 'down') {
  const byX = targetX - sourceX
  const byY = targetY - sourceY
  const path =
    direction === 'right'
      ? `M${sourceX} ${sourceY} c56 -62 ${byX - 56} -62 ${byX} 0`
      : `M${sourceX} ${sourceY} c196 40 196 ${byY - 40} 0 ${byY}`
  return [path, sourceX, targetY] as const
}
