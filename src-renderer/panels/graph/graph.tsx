import '@xyflow/react/dist/base.css'
import {
  Background,
  Controls,
  type Edge,
  MiniMap,
  type Node,
  ReactFlow,
  ReactFlowProvider,
} from '@xyflow/react'
import { useMemo, useState } from 'react'
import { formatCount } from '../../format/format-count.ts'
import type { SpanTree } from '../../tree/build-span-tree.ts'
import { chooseNodes, type GraphNode } from './choose-nodes.ts'
import styles from './graph.module.css'
import { layoutNodes } from './layout-nodes.ts'
import { type SpanNodeData, SpanNodeView } from './span-node-view.tsx'

interface GraphProps {
  readonly tree: SpanTree
  readonly selectedId: string | undefined
  readonly onSelect: (spanId: string) => void
}

const MOST_NODES = 600
const MINIMAP_FROM = 60
const SPACING = { columnWidth: 268, rowHeight: 56, treeGap: 28 }
const NODE_TYPES = { span: SpanNodeView }

/** The run as a graph. Every edge is a fact: a span named the other as its parent. */
export function Graph({ tree, selectedId, onSelect }: GraphProps) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const chosen = useMemo(() => chooseNodes(tree, { mostNodes: MOST_NODES, opened }), [tree, opened])
  const positions = useMemo(() => layoutNodes(chosen, SPACING), [chosen])
  const edges = useMemo(() => chosen.flatMap(toEdge), [chosen])
  const nodes = useMemo(
    () =>
      chosen.map((node): Node<SpanNodeData> => {
        const { spanId } = node.span
        return {
          id: spanId,
          type: 'span',
          position: positions.get(spanId) ?? { x: 0, y: 0 },
          width: 224,
          height: 44,
          selected: spanId === selectedId,
          ariaLabel: `${node.span.kind} ${node.span.name}`,
          data: { ...node, open: () => setOpened(new Set([...opened, spanId])) },
        }
      }),
    [chosen, positions, selectedId, opened],
  )
  const hiddenCount = tree.spans.size - chosen.length
  return (
    <section className={styles.graph} aria-label="Graph">
      <ReactFlowProvider>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          onNodeClick={(_event, node) => onSelect(node.id)}
          nodesDraggable={false}
          nodesConnectable={false}
          elementsSelectable={false}
          edgesFocusable={false}
          nodesFocusable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          onlyRenderVisibleElements={chosen.length > MINIMAP_FROM}
          minZoom={0.08}
          maxZoom={1.6}
          fitView
          fitViewOptions={firstView(chosen)}
          proOptions={{ hideAttribution: true }}
        >
          <Background gap={22} size={1} />
          <Controls showInteractive={false} position="top-right" orientation="horizontal" />
          {chosen.length > MINIMAP_FROM && <MiniMap pannable zoomable ariaLabel="Overview of the graph" />}
        </ReactFlow>
      </ReactFlowProvider>
      {hiddenCount > 0 && (
        <p className={styles.note}>
          {formatCount(hiddenCount)} deeper spans are folded; the + on a node opens them
        </p>
      )}
    </section>
  )
}

/** A tall graph opens on its beginning in a readable size, a small one as a whole. */
function firstView(nodes: readonly GraphNode[]) {
  const first = nodes.slice(0, 14).map(node => ({ id: node.span.spanId }))
  return { padding: 0.06, maxZoom: 1, minZoom: 0.6, ...(nodes.length > 24 ? { nodes: first } : {}) }
}

function toEdge({ span, parentId }: GraphNode): Edge[] {
  if (parentId === undefined) return []
  return [{ id: `${parentId}-${span.spanId}`, source: parentId, target: span.spanId, focusable: false }]
}
