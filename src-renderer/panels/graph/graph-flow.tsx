import '@xyflow/react/dist/base.css'
import {
  Background,
  Controls,
  type Edge,
  MarkerType,
  MiniMap,
  type Node,
  ReactFlow,
  useReactFlow,
  useStore,
} from '@xyflow/react'
import { useEffect, useMemo } from 'react'
import type { GraphNode, RunGraph } from '#contract/run-graph.ts'
import { toVisible } from '../../format/visible-text.ts'
import { type EdgeData, GraphEdgeView } from './graph-edge-view.tsx'
import { GraphNodeView, type NodeData } from './graph-node-view.tsx'
import { isInView } from './is-in-view.ts'
import type { Places } from './keep-in-place.ts'
import type { Point } from './layout-message.ts'
import type { Layout } from './use-layout.ts'

interface GraphFlowProps {
  readonly layout: Layout
  readonly places: Places
  readonly activeId: string | undefined
  readonly onChoose: (node: GraphNode) => void
}

export const NODE_SIZE = { width: 224, height: 44 }
const MINIMAP_FROM = 30
const MINIMAP_SIZE = { width: 140, height: 96 }
const FITTING_NODES = 24
const FITTING = { padding: 0.06, maxZoom: 1, minZoom: 0.6 }
const READABLE = { width: 820, height: 640 }
const NODE_TYPES = { node: GraphNodeView }
const EDGE_TYPES = { edge: GraphEdgeView }

export function GraphFlow({ layout, places, activeId, onChoose }: GraphFlowProps) {
  const { graph } = layout
  const nodes = useMemo(() => graph.nodes.flatMap(node => toNode(node, places)), [graph, places])
  const edges = useMemo(() => toEdges(graph), [graph])
  const centre = places.get(activeId ?? '') ?? places.get(graph.nodes[0]?.nodeId ?? '')
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onNodeClick={(_event, { data }) => onChoose(data.node)}
      nodesDraggable={false}
      nodesConnectable={false}
      elementsSelectable={false}
      edgesFocusable={false}
      nodesFocusable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      onlyRenderVisibleElements={nodes.length > MINIMAP_FROM}
      minZoom={0.02}
      maxZoom={1.6}
      // A small graph opens as a whole, a large one on what is selected, in a readable size.
      onInit={view =>
        void (nodes.length <= FITTING_NODES || centre === undefined
          ? view.fitView(FITTING)
          : view.fitBounds({
              x: centre.x + NODE_SIZE.width / 2 - READABLE.width / 2,
              y: centre.y - READABLE.height / 4,
              ...READABLE,
            }))
      }
      proOptions={{ hideAttribution: true }}
    >
      <FollowSelection activeId={activeId} place={places.get(activeId ?? '')} />
      <Background gap={22} size={1} />
      <Controls showInteractive={false} position="top-right" orientation="horizontal" />
      {nodes.length > MINIMAP_FROM && (
        <MiniMap style={MINIMAP_SIZE} pannable zoomable ariaLabel="Overview of the graph" />
      )}
    </ReactFlow>
  )
}

interface FollowSelectionProps {
  readonly activeId: string | undefined
  readonly place: Point | undefined
}

/** Moves the view, and only then, when the selection has left it. */
function FollowSelection({ activeId, place }: FollowSelectionProps) {
  const { getViewport, setCenter, viewportInitialized } = useReactFlow()
  const width = useStore(view => view.width)
  const height = useStore(view => view.height)
  // biome-ignore lint/correctness/useExhaustiveDependencies: neither a new layout nor a new size moves what is read
  useEffect(() => {
    if (place === undefined || !viewportInitialized) return
    const viewport = getViewport()
    if (isInView({ ...place, ...NODE_SIZE }, viewport, { width, height })) return
    const zoom = Math.max(viewport.zoom, 0.4)
    void setCenter(place.x + NODE_SIZE.width / 2, place.y + NODE_SIZE.height / 2, { zoom })
  }, [activeId])
  return null
}

function toNode(node: GraphNode, places: Places): Node<NodeData>[] {
  const { nodeId } = node
  const position = places.get(nodeId)
  if (position === undefined) return []
  const loopId = node.type === 'span' ? node.loopId : null
  const isFirst = loopId?.startsWith(`loop-${nodeId}-`) === true
  return [
    {
      id: nodeId,
      type: 'node',
      position: { ...position },
      ...NODE_SIZE,
      ariaRole: 'group',
      ariaLabel: `${node.kind} ${toVisible(node.name)}`,
      data: { node, foldable: isFirst ? loopId : undefined },
    },
  ]
}

const ARROW = { type: MarkerType.ArrowClosed, width: 14, height: 14, color: 'var(--ink-faint)' } as const

function toEdges(graph: RunGraph): Edge<EdgeData>[] {
  const starts = new Map(graph.nodes.map(node => [node.nodeId, node.startNs]))
  return graph.edges.map(edge => ({
    id: `${edge.source} ${edge.target} ${edge.kind}`,
    type: 'edge',
    source: edge.source,
    target: edge.target,
    focusable: false,
    markerEnd: ARROW,
    data: { edge, targetStartNs: starts.get(edge.target) ?? 0 },
  }))
}
