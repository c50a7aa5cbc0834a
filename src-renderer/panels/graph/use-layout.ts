import { useEffect, useMemo, useRef, useState } from 'react'
import type { RunGraph } from '#contract/run-graph.ts'
import { keepInPlace, nearestFirst, type Places } from './keep-in-place.ts'
import type { LaidOut, Point, ShapeOfGraph, Size } from './layout-message.ts'
import { chooseDirection } from './layout-nodes.ts'
import { createLayouter, type Layouter } from './start-layout.ts'

export interface Layout {
  /** Where the nodes of `graph` stand; undefined until the first of them do. */
  readonly places: Places | undefined
  readonly graph: RunGraph
  readonly direction: ShapeOfGraph['direction']
  readonly isWorking: boolean
  /** Is content with what is there. */
  readonly stop: () => void
}

interface Placed {
  readonly graph: RunGraph
  readonly places: Places
  readonly direction: ShapeOfGraph['direction']
  readonly activeId: string | undefined
  readonly isFinal: boolean
}

/** Lays the graph out beside the page's own thread. What the reader looks at stays where it is. */
export function useLayout(
  graph: RunGraph,
  size: Size,
  activeId: string | undefined,
  centre: () => Point,
): Layout {
  const [placed, setPlaced] = useState<Placed>()
  const [isWorking, setIsWorking] = useState(true)
  const layouter = useRef<Layouter>(undefined)
  const latest = useRef({ placed, activeId, centre, graph })
  latest.current = { placed, activeId, centre, graph }
  const structure = useMemo(() => structureOf(graph), [graph])

  // biome-ignore lint/correctness/useExhaustiveDependencies: what the structure says is all that a layout needs
  useEffect(() => {
    const { current } = latest
    const before = current.placed?.graph.level === graph.level ? current.placed : undefined
    const edges = edgesOf(graph)
    const count = graph.nodes.length
    // A graph that grows does not turn round.
    const direction = before?.direction ?? chooseDirection(count, edges, size)
    setIsWorking(true)
    layouter.current ??= createLayouter()
    layouter.current.begin({ count, edges, direction, size }, laidOut => {
      const now = latest.current
      const from = now.placed?.graph.level === graph.level ? now.placed : undefined
      const places = moveTo(placesOf(graph, laidOut), from, now.activeId, now.centre)
      setPlaced({ graph, places, direction, activeId: now.activeId, isFinal: laidOut.isFinal })
      if (laidOut.isFinal) setIsWorking(false)
    })
    return () => layouter.current?.stop()
  }, [structure])

  function stop(): void {
    layouter.current?.stop()
    setIsWorking(false)
  }

  return {
    places: placed?.places,
    // Names and figures of a graph that only grew older are shown at once; new nodes when they have a place.
    graph: placed !== undefined && structureOf(placed.graph) === structure ? graph : (placed?.graph ?? graph),
    direction: placed?.direction ?? 'right',
    isWorking,
    stop,
  }
}

/** Nodes in the order they began: that is the order the layout trusts. */
function structureOf({ level, nodes, edges }: RunGraph): string {
  const nodeIds = nodes.map(node => node.nodeId).join(' ')
  return `${level} ${nodeIds} / ${edges.map(edge => `${edge.source}>${edge.target}`).join(' ')}`
}

function edgesOf({ nodes, edges }: RunGraph): number[] {
  const numbers = new Map(nodes.map((node, index) => [node.nodeId, index]))
  return edges.flatMap(({ source, target }) => {
    const [from, to] = [numbers.get(source), numbers.get(target)]
    return from === undefined || to === undefined || from === to ? [] : [from, to]
  })
}

function placesOf({ nodes }: RunGraph, { points }: LaidOut): Places {
  return new Map(
    nodes.map(({ nodeId }, index) => [nodeId, { x: points[index * 2] ?? 0, y: points[index * 2 + 1] ?? 0 }]),
  )
}

function moveTo(
  places: Places,
  before: Placed | undefined,
  activeId: string | undefined,
  centre: () => Point,
): Places {
  if (before === undefined) return places
  const active =
    before.activeId !== undefined && activeId !== undefined ? [[before.activeId, activeId] as const] : []
  const others = nearestFirst(before.places, centre()).map(nodeId => [nodeId, nodeId] as const)
  return keepInPlace(places, before.places, [...active, ...others])
}
