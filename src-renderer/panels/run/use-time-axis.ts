import { useMemo } from 'react'
import { useWaterfallView } from '../../state/waterfall-view.ts'
import type { SpanTree } from '../../tree/build-span-tree.ts'
import { foldIdle, listBusy } from '../../tree/fold-idle.ts'
import { createTimeAxis, type TimeAxis } from '../../tree/time-axis.ts'

export function useTimeAxis(tree: SpanTree, nowNs: number): TimeAxis {
  const isFolding = useWaterfallView(view => view.isFolding)
  const busy = useMemo(() => listBusy(tree), [tree])
  return useMemo(
    () => createTimeAxis(nowNs, isFolding ? foldIdle(busy, nowNs) : []),
    [busy, nowNs, isFolding],
  )
}
