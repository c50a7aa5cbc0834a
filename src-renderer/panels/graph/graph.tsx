import '@xyflow/react/dist/base.css'
import {
  Background,
  Controls,
  type Edge,
  MiniMap,
  type Node,
  ReactFlow,
  ReactFlowProvider,
  type Rect,
  useReactFlow,
  useStore,
} from '@xyflow/react'
import { useEffect, useMemo, useState } from 'react'
import { formatCount } from '../../format/format-count.ts'
import type { SpanTree } from '../../tree/build-span-tree.ts'
import { chooseNodes, type GraphNode } from './choose-nodes.ts'
import styles from './graph.module.css'
import { isInView } from './is-in-view.ts'
import { layoutNodes, type Position } from './layout-nodes.ts'
import { type SpanNodeData, SpanNodeView } from './span-node-view.tsx'

interface GraphProps {
  readonly tree: SpanTree
  readonly selectedId: string | undefined
  readonly onSelect: (spanId: string) => void
}

const MOST_NODES = 600
const MINIMAP_FROM = 60
const SPACING = { columnWidth: 268, rowHeight: 56, treeGap: 28 }
const NODE_SIZE = { width: 224, height: 44 }
const MINIMAP_SIZE = { width: 140, height: 96 }
const FITTING_NODES = 24
const FITTING = { padding: 0.06, maxZoom: 1, minZoom: 0.6 }
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
          ...NODE_SIZE,
          selected: spanId === selectedId,
          ariaLabel: `${node.span.kind} ${node.span.name}`,
          data: { ...node, open: () => setOpened(new Set([...opened, spanId])) },
        }
      }),
    [chosen, positions, selectedId, opened],
  )
  const selected = selectedId === undefined ? undefined : positions.get(selectedId)
  const first = firstBounds(chosen, positions, selected)
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
          onInit={view => void (first === undefined ? view.fitView(FITTING) : view.fitBounds(first))}
          proOptions={{ hideAttribution: true }}
        >
          <FollowSelection position={selected} />
          <Background gap={22} size={1} />
          <Controls showInteractive={false} position="top-right" orientation="horizontal" />
          {chosen.length > MINIMAP_FROM && (
            <MiniMap style={MINIMAP_SIZE} pannable zoomable ariaLabel="Overview of the graph" />
          )}
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

/** A small graph opens as a whole, a large one on what is selected, in a readable size. */
function firstBounds(
  nodes: readonly GraphNode[],
  positions: ReadonlyMap<string, Position>,
  selected: Position | undefined,
): Rect | undefined {
  const centre = selected ?? positions.get(nodes[0]?.span.spanId ?? '')
  if (nodes.length <= FITTING_NODES || centre === undefined) return undefined
  return {
    x: Math.max(0, centre.x - SPACING.columnWidth * 2),
    y: centre.y - 300,
    width: SPACING.columnWidth * 3,
    height: 640,
  }
}

/** Moves the view, and only then, when the selection has left it. */
function FollowSelection({ position }: { readonly position: Position | undefined }) {
  const { getViewport, setCenter, viewportInitialized } = useReactFlow()
  const width = useStore(view => view.width)
  const height = useStore(view => view.height)
  const { x, y } = position ?? {}
  // biome-ignore lint/correctness/useExhaustiveDependencies: resizing is no reason to move what is read
  useEffect(() => {
    if (x === undefined || y === undefined || !viewportInitialized) return
    const viewport = getViewport()
    if (isInView({ x, y, ...NODE_SIZE }, viewport, { width, height })) return
    void setCenter(x + NODE_SIZE.width / 2, y + NODE_SIZE.height / 2, { zoom: viewport.zoom })
  }, [x, y])
  return null
}

function toEdge({ span, parentId }: GraphNode): Edge[] {
  if (parentId === undefined) return []
  return [{ id: `${parentId}-${span.spanId}`, source: parentId, target: span.spanId, focusable: false }]
}
