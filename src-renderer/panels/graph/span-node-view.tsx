import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { formatCount } from '../../format/format-count.ts'
import { formatDuration } from '../../format/format-duration.ts'
import { formatFigure } from '../../format/format-figure.ts'
import { toVisible } from '../../format/visible-text.ts'
import { sayWhat } from '../../tree/say-what.ts'
import { KindIcon } from '../../widgets/kind-icon.tsx'
import type { GraphNode } from './choose-nodes.ts'
import styles from './graph.module.css'

export interface SpanNodeData extends GraphNode, Record<string, unknown> {
  readonly open: () => void
}

export function SpanNodeView({ data, selected }: NodeProps<Node<SpanNodeData>>) {
  const { span, hidden, open } = data
  return (
    <div
      className={styles.node}
      data-kind={span.kind}
      data-status={span.status}
      data-selected={selected || undefined}
    >
      <Handle type="target" position={Position.Left} className={styles.handle ?? ''} />
      <KindIcon kind={span.kind} />
      <div className={styles.text}>
        <span className={styles.name}>{toVisible(span.name)}</span>
        <span className={styles.facts}>{listFacts(data).join(' · ')}</span>
      </div>
      {hidden > 0 && (
        <button
          type="button"
          className={styles.more}
          aria-label={`Open ${formatCount(hidden)} spans below ${span.name}`}
          onClick={event => {
            event.stopPropagation()
            open()
          }}
        >
          +{formatCount(hidden)}
        </button>
      )}
      <Handle type="source" position={Position.Right} className={styles.handle ?? ''} />
    </div>
  )
}

function listFacts({ span }: SpanNodeData): string[] {
  const cost = formatFigure(span.cost, 'dollars')
  const what = sayWhat(span)
  return [
    span.durationNs === null ? 'running' : formatDuration(span.durationNs),
    ...(what === undefined ? [] : [toVisible(what)]),
    ...(cost.isKnown ? [cost.text] : []),
  ]
}
