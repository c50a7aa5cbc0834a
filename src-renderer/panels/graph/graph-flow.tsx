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
import { type MouseEvent, useEffect, useMemo } from 'react'
import type { GraphNode, RunGraph } from '#contract/run-graph.ts'
import { toVisible } from '../../format/visible-text.ts'
import { boundsOf } from './bounds-of.ts'
import { FarView } from './far-view.tsx'
import { type EdgeData, GraphEdgeView } from './graph-edge-view.tsx'
import { GraphNodeView, type NodeData } from './graph-node-view.tsx'
import { isInView } from './is-in-view.ts'
import type { Places } from './keep-in-place.ts'
import { LargeOverview } from './large-overview.tsx'
import type { Point } from './layout-message.ts'
import { NODE_SIZE } from './node-size.ts'
import type { Layout } from './use-layout.ts'
import { useShownNodes } from './use-shown-nodes.ts'

interface GraphFlowProps {
  readonly layout: Layout
  readonly places: Places
  readonly activeId: string | undefined
  readonly onChoose: (node: GraphNode) => void
}

const MINIMAP_FROM = 30
const MINIMAP_SIZE = { width: 140, height: 96 }
const FITTING_NODES = 24
const FITTING = { padding: 0.06, maxZoom: 1, minZoom: 0.6 }
const READABLE = { width: 820, height: 640 }
const NODE_TYPES = { node: GraphNodeView }
const EDGE_TYPES = { edge: GraphEdgeView }

export function GraphFlow({ layout, places, activeId, onChoose }: GraphFlowProps) {
  const { graph } = layout
  const shown = useShownNodes(places, NODE_SIZE, activeId)
  const isShown = (nodeId: string) => shown?.has(nodeId) !== false
  const { fitBounds, screenToFlowPosition } = useReactFlow()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is all that the function asks
  const nodes = useMemo(
    () => graph.nodes.filter(node => isShown(node.nodeId)).flatMap(node => toNode(node, places)),
    [graph, places, shown],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is all that the function asks
  const edges = useMemo(() => toEdges(graph, isShown), [graph, shown])
  const centre = places.get(activeId ?? '') ?? places.get(graph.nodes[0]?.nodeId ?? '')

  function chooseAt(event: MouseEvent): void {
    const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY })
    const isHit = (place: Point | undefined) =>
      place !== undefined &&
      x >= place.x &&
      x <= place.x + NODE_SIZE.width &&
      y >= place.y &&
      y <= place.y + NODE_SIZE.height
    const node = shown && graph.nodes.find(each => isHit(places.get(each.nodeId)))
    if (node !== undefined) onChoose(node)
  }

  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onNodeClick={(_event, { data }) => onChoose(data.node)}
      onPaneClick={chooseAt}
      nodesDraggable={false}
      nodesConnectable={false}
      elementsSelectable={false}
      edgesFocusable={false}
      nodesFocusable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      minZoom={shown === undefined ? 0.05 : 0.002}
      maxZoom={1.6}
      // A small graph opens as a whole, a large one on what is selected, in a readable size.
      onInit={view =>
        void (graph.nodes.length <= FITTING_NODES || centre === undefined
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
      {shown !== undefined && <FarView graph={graph} places={places} shown={shown} size={NODE_SIZE} />}
      <Controls
        showInteractive={false}
        position="top-right"
        orientation="horizontal"
        onFitView={() => void fitBounds(boundsOf(places, NODE_SIZE), { padding: 0.06 })}
      />
      {shown !== undefined && <LargeOverview places={places} size={NODE_SIZE} />}
      {shown === undefined && nodes.length > MINIMAP_FROM && (
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

function toEdges(graph: RunGraph, isShown: (nodeId: string) => boolean): Edge<EdgeData>[] {
  const starts = new Map(graph.nodes.map(node => [node.nodeId, node.startNs]))
  const edges = graph.edges.filter(({ source, target }) => isShown(source) && isShown(target))
  return edges.map(edge => ({
    id: `${edge.source} ${edge.target} ${edge.kind}`,
    type: 'edge',
    source: edge.source,
    target: edge.target,
    focusable: false,
    markerEnd: ARROW,
    data: { edge, targetStartNs: starts.get(edge.target) ?? 0 },
  }))
}
