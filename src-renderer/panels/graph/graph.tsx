import { ReactFlowProvider, useStoreApi } from '@xyflow/react'
import { useEffect, useMemo, useState } from 'react'
import type { GraphNode, RunGraph } from '#contract/run-graph.ts'
import { describeFailure } from '../../actions/describe-failure.ts'
import { formatCount } from '../../format/format-count.ts'
import { beginGraph, showLevel, toggleLoop, useGraphView } from '../../state/graph-view.ts'
import { goTo } from '../../state/location.ts'
import { usePlayhead } from '../../state/playhead.ts'
import { Button } from '../../widgets/button.tsx'
import { Notice } from '../../widgets/notice.tsx'
import { Tabs } from '../../widgets/tabs.tsx'
import styles from './graph.module.css'
import { GraphFlow } from './graph-flow.tsx'
import { type GraphFocus, GraphFocusContext } from './graph-focus.ts'
import { GraphList } from './graph-list.tsx'
import { NODE_SIZE } from './node-size.ts'
import { useGraph } from './use-graph.ts'
import { LEVELS, useGraphKeys } from './use-graph-keys.ts'
import { useLayout } from './use-layout.ts'

interface GraphProps {
  readonly runId: string
  readonly selectedId: string | undefined
  readonly onSelect: (spanId: string) => void
}

/** The run as a graph: every edge is a fact, or dashed and says that it is none. */
export function Graph(props: GraphProps) {
  const { graph, error } = useGraph(props.runId)
  useEffect(() => beginGraph(props.runId), [props.runId])
  if (graph === undefined && error !== undefined)
    return <Notice icon="warning" title={describeFailure(error)} />
  return (
    <section className={styles.graph} aria-label="Graph" aria-busy={graph === undefined}>
      {graph !== undefined && (
        <ReactFlowProvider key={props.runId}>
          <LoadedGraph {...props} graph={graph} />
        </ReactFlowProvider>
      )}
    </section>
  )
}

function LoadedGraph({ graph: latest, selectedId, onSelect }: GraphProps & { readonly graph: RunGraph }) {
  const wanted = useGraphView(view => view.level)
  const [runNode, setRunNode] = useState<{ readonly nodeId: string; readonly beside: string | undefined }>()
  const store = useStoreApi()
  const nodeOf = useMemo(() => nodesBySpan(latest), [latest])
  const activeId =
    runNode !== undefined && runNode.beside === selectedId ? runNode.nodeId : nodeOf.get(selectedId ?? '')
  const layout = useLayout(latest, NODE_SIZE, activeId, () => {
    const { transform, width, height } = store.getState()
    const [x, y, zoom] = transform
    return { x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom }
  })
  const { graph, places, direction, isWorking } = layout
  const active = graph.nodes.find(node => node.nodeId === activeId)

  function choose(node: GraphNode): void {
    if (node.type === 'run') {
      setRunNode({ nodeId: node.nodeId, beside: selectedId })
      return
    }
    setRunNode(undefined)
    const [first] = node.spanIds
    if (first !== undefined && node.nodeId !== activeId) onSelect(first)
  }

  const openRun = (runId: string) => goTo({ view: 'run', runId, spanId: undefined, show: 'graph' })
  useGraphKeys({ layout, active, choose, turnLoop: toggleLoop, openRun })
  const atNs = usePlayhead(playhead => playhead.atNs)
  const focus: GraphFocus = { activeId, direction, atNs, turnLoop: toggleLoop }
  return (
    <GraphFocusContext value={focus}>
      <div className={styles.bar}>
        <Tabs
          label="Level of the graph"
          look="boxed"
          tabs={LEVELS}
          selected={wanted}
          onSelect={showLevel}
          controls="graph"
        />
        {(isWorking || wanted !== latest.level) && <Working onStop={layout.stop} />}
        {active?.type === 'run' && <Button onClick={() => openRun(active.runId)}>Open the run</Button>}
      </div>
      <div
        id="graph"
        className={styles.flow}
        data-animated={graph.nodes.length < ANIMATED_BELOW || undefined}
      >
        {places !== undefined && (
          <GraphFlow
            key={graph.level}
            layout={layout}
            places={places}
            activeId={activeId}
            onChoose={choose}
          />
        )}
      </div>
      <GraphList graph={graph} activeId={activeId} onChoose={choose} />
      <Note graph={graph} />
    </GraphFocusContext>
  )
}

const ANIMATED_BELOW = 400

function Working({ onStop }: { readonly onStop: () => void }) {
  return (
    <span className={styles.working} role="status">
      <span className={styles.spinner} aria-hidden="true" />
      Laying out
      <Button tone="quiet" onClick={onStop}>
        Stop
      </Button>
    </span>
  )
}

function Note({ graph: { nodes, edges, total, spansWithUnreadLinks } }: { readonly graph: RunGraph }) {
  const guesses = edges.filter(edge => edge.isGuess).length
  const parts = [
    ...(nodes.length < total
      ? [`${formatCount(nodes.length)} of ${formatCount(total)} nodes, the first ones`]
      : []),
    ...(guesses > 0 ? [`${formatCount(guesses)} dashed: guessed`] : []),
    ...(spansWithUnreadLinks > 0
      ? [`links of ${formatCount(spansWithUnreadLinks)} later spans not looked at`]
      : []),
  ]
  return parts.length === 0 ? null : <p className={styles.note}>{parts.join(' · ')}</p>
}

function nodesBySpan({ nodes }: RunGraph): Map<string, string> {
  return new Map(
    nodes.flatMap(node =>
      node.type === 'run' ? [] : node.spanIds.map(spanId => [spanId, node.nodeId] as const),
    ),
  )
}
