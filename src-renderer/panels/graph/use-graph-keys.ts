import { useReactFlow } from '@xyflow/react'
import type { GraphLevel, GraphNode } from '#contract/run-graph.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { showLevel } from '../../state/graph-view.ts'
import { boundsOf } from './bounds-of.ts'
import { NODE_SIZE } from './node-size.ts'
import type { Layout } from './use-layout.ts'
import { LARGE_FROM } from './use-shown-nodes.ts'
import { type Heading, walk } from './walk.ts'

interface GraphKeys {
  readonly layout: Layout
  readonly active: GraphNode | undefined
  readonly choose: (node: GraphNode) => void
  readonly turnLoop: (loopId: string) => void
  readonly openRun: (runId: string) => void
}

export const LEVELS: readonly { readonly id: GraphLevel; readonly label: string }[] = [
  { id: 'agents', label: 'Agents' },
  { id: 'steps', label: 'Steps' },
  { id: 'calls', label: 'Calls' },
]

export function useGraphKeys({ layout, active, choose, turnLoop, openRun }: GraphKeys): void {
  const { fitView, fitBounds } = useReactFlow()
  const { graph, places } = layout

  function go(heading: Heading): void {
    const from = active?.nodeId
    if (places === undefined || from === undefined) return
    const to = walk(graph.edges, places, from, heading)
    const node = graph.nodes.find(each => each.nodeId === to)
    if (node !== undefined) choose(node)
  }

  function turn(): void {
    if (active?.type === 'loop') turnLoop(active.nodeId)
    else if (active?.type === 'span' && active.loopId !== null) turnLoop(active.loopId)
  }

  function fit(): void {
    const isLarge = places !== undefined && places.size > LARGE_FROM
    if (isLarge) void fitBounds(boundsOf(places, NODE_SIZE), { padding: 0.06 })
    else void fitView({ padding: 0.06, maxZoom: 1 })
  }

  useKeys(
    'Graph',
    [
      {
        keys: ['ArrowRight'],
        label: 'Walk right along an edge',
        hint: { keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'], label: 'Walk' },
        run: () => go('right'),
      },
      { keys: ['ArrowLeft'], label: 'Walk left along an edge', run: () => go('left') },
      { keys: ['ArrowDown'], label: 'Walk down along an edge', run: () => go('down') },
      { keys: ['ArrowUp'], label: 'Walk up along an edge', run: () => go('up') },
      ...LEVELS.map(({ id, label }, index) => ({
        keys: [String(index + 1)],
        label: `Graph of ${label.toLowerCase()}`,
        ...(index === 0 && { hint: { keys: ['1', '2', '3'], label: 'Level' } }),
        run: () => showLevel(id),
      })),
      {
        keys: ['u'],
        label: 'Unfold or fold the loop',
        hint: { keys: ['u'], label: 'Unfold' },
        run: turn,
      },
      {
        keys: ['0'],
        label: 'Fit the graph',
        hint: { keys: ['0'], label: 'Fit' },
        run: fit,
      },
      ...(active?.type === 'run'
        ? [{ keys: ['Enter'], label: 'Open the run', run: () => openRun(active.runId) }]
        : []),
    ],
    'picture',
  )
}
