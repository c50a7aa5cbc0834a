import { useMemo } from 'react'
import { usePlayhead } from '../../state/playhead.ts'
import { useWaterfallView } from '../../state/waterfall-view.ts'
import type { SpanTree } from '../../tree/build-span-tree.ts'
import { computeCriticalPath } from '../../tree/critical-path.ts'
import type { TimeAxis } from '../../tree/time-axis.ts'
import styles from './bars-layer.module.css'
import { type DrawnRow, drawBars } from './draw-bars.ts'
import { drawGrid, drawPlayhead } from './draw-time.ts'
import { useColors } from './read-colors.ts'
import { createScale } from './scale.ts'
import { useCanvas } from './use-canvas.ts'

interface BarsLayerProps {
  readonly tree: SpanTree
  readonly axis: TimeAxis
  readonly nowNs: number
  /** The rows that are there now; their tops count from `top`. */
  readonly rows: readonly DrawnRow[]
  readonly top: number
  readonly height: number
  readonly rowHeight: number
  readonly hasNames?: boolean
  readonly selectedId: string | undefined
}

/** The bars of the rows that are there, on one canvas that scrolls with them. The rows say the same as text. */
export function BarsLayer(props: BarsLayerProps) {
  const { tree, axis, nowNs, rows, top, height, rowHeight, hasNames = false, selectedId } = props
  const colors = useColors()
  const isPathShown = useWaterfallView(view => view.isPathShown)
  const path = useMemo(
    () => (isPathShown ? computeCriticalPath(tree, nowNs) : undefined),
    [isPathShown, tree, nowNs],
  )
  const canvas = useCanvas((context, size) => {
    const scale = createScale(axis, useWaterfallView.getState().window, size.width)
    const playheadNs = usePlayhead.getState().atNs
    drawGrid(context, scale, colors, { top: 0, height: size.height })
    drawBars(context, { scale, colors, rows, rowHeight, hasNames, selectedId, playheadNs, path, nowNs })
    drawPlayhead(context, scale, colors, { atNs: playheadNs, top: 0, height: size.height })
  })
  return (
    <div className={styles.layer} style={{ height, transform: `translateY(${top}px)` }} aria-hidden="true">
      <span />
      <canvas ref={canvas} className={styles.canvas} style={{ height }} />
    </div>
  )
}
