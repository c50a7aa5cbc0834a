import { useRef } from 'react'
import type { RunGraph } from '#contract/run-graph.ts'
import { useOperation } from '../../api/use-operation.ts'
import { useGraphView } from '../../state/graph-view.ts'
import { useSpanRowsView } from '../../state/span-rows-view.ts'

interface GraphReading {
  /** The last one that came for this run, until the one that is wanted now is there. */
  readonly graph: RunGraph | undefined
  readonly error: unknown
}

export function useGraph(runId: string): GraphReading {
  const level = useGraphView(view => view.level)
  const opened = useGraphView(view => (view.runId === runId ? view.opened : NONE))
  const isFrozen = useSpanRowsView(view => view.isFrozen)
  const params = { runId, level, ...(opened.length > 0 && { open: opened.join(',') }) }
  const asked = JSON.stringify(params)
  const { value, error } = useOperation('runs.graph', params)
  const shown = useRef<{ readonly runId: string; readonly asked: string; readonly graph: RunGraph }>(
    undefined,
  )
  const isHeld = isFrozen && shown.current?.asked === asked
  if (value !== undefined && !isHeld) shown.current = { runId, asked, graph: value }
  const graph = shown.current?.runId === runId ? shown.current.graph : undefined
  return { graph, error: value === undefined ? error : undefined }
}

const NONE: readonly string[] = []
