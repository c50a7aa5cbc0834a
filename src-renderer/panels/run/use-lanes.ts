import { useMemo } from 'react'
import { useWaterfallView } from '../../state/waterfall-view.ts'
import type { SpanTree } from '../../tree/build-span-tree.ts'
import { type Lane, listLanes } from '../../tree/lanes.ts'
import type { SpanRow } from '../../tree/list-rows.ts'

interface LaneView {
  readonly lanes: readonly Lane[]
  /** The spans in the order the keys move through them. */
  readonly rows: readonly SpanRow[]
}

/** The lanes of the run while they are shown, with nothing but what the rows of a filter name. */
export function useLanes(tree: SpanTree, filtered: readonly SpanRow[] | undefined): LaneView | undefined {
  const isInLanes = useWaterfallView(view => view.isInLanes)
  return useMemo(() => {
    if (!isInLanes) return undefined
    const lanes = filtered === undefined ? listLanes(tree) : onlyThese(listLanes(tree), filtered)
    return { lanes, rows: lanes.flatMap(rowsOf) }
  }, [tree, filtered, isInLanes])
}

function onlyThese(lanes: readonly Lane[], filtered: readonly SpanRow[]): Lane[] {
  const wanted = new Set(filtered.filter(row => !row.isContext).map(row => row.span.spanId))
  return lanes
    .map(lane => ({ ...lane, spans: lane.spans.filter(span => wanted.has(span.spanId)) }))
    .filter(lane => lane.spans.length > 0)
}

function rowsOf({ spans }: Lane): SpanRow[] {
  return spans.map((span, index) => ({
    span,
    depth: 0,
    position: index + 1,
    siblings: spans.length,
    below: 0,
    isCollapsed: false,
    isOrphan: false,
    isContext: false,
  }))
}
