import { type ComponentProps, lazy, Suspense } from 'react'
import type { Picture } from '../../state/location.ts'
import { Notice } from '../../widgets/notice.tsx'
import { Waterfall } from '../waterfall/waterfall.tsx'

/** Loaded when they are first looked at: what only they need comes with them. */
const Graph = lazy(async () => ({ default: (await import('../graph/graph.tsx')).Graph }))
const Context = lazy(async () => ({ default: (await import('../context/context.tsx')).Context }))

interface RunPictureProps extends ComponentProps<typeof Waterfall> {
  readonly runId: string
  readonly show: Picture
}

/** The run as the reader wants to see it. All pictures share the selection. */
export function RunPicture({ runId, show, ...waterfall }: RunPictureProps) {
  const { tree, rows, selectedId, onSelect } = waterfall
  const chosen = { runId, selectedId, onSelect }
  switch (show) {
    case 'graph':
      return (
        <Suspense>
          <Graph {...chosen} />
        </Suspense>
      )
    case 'context':
      return (
        <Suspense>
          <Context {...chosen} tree={tree} />
        </Suspense>
      )
    case 'waterfall':
      return rows.length > 0 ? (
        <Waterfall {...waterfall} />
      ) : (
        <Notice icon="search" title={tree.spans.size === 0 ? 'No spans yet' : 'No span fits the filter'} />
      )
  }
}
