import { Panel, useReactFlow, useStore } from '@xyflow/react'
import { type PointerEvent, useEffect, useMemo, useRef } from 'react'
import { useTokenColors } from '../../widgets/use-token-colors.ts'
import { boundsOf } from './bounds-of.ts'
import styles from './graph.module.css'
import type { Places } from './keep-in-place.ts'
import type { Size } from './layout-message.ts'

const TOKENS = ['ink-faint', 'focus'] as const
const MAP = { width: 140, height: 96 }

/** All of a large graph as dots, with the part that is in view; pointing at it goes there. */
export function LargeOverview({ places, size }: { readonly places: Places; readonly size: Size }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const colors = useTokenColors(TOKENS)
  const { setCenter, getZoom } = useReactFlow()
  const transform = useStore(view => view.transform)
  const width = useStore(view => view.width)
  const height = useStore(view => view.height)
  const bounds = useMemo(() => boundsOf(places, size), [places, size])
  const scale = { x: MAP.width / bounds.width, y: MAP.height / bounds.height }

  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (context === null || context === undefined) return
    context.clearRect(0, 0, MAP.width, MAP.height)
    context.fillStyle = colors['ink-faint']
    for (const { x, y } of places.values()) {
      context.fillRect(
        (x - bounds.x) * scale.x,
        (y - bounds.y) * scale.y,
        Math.max(1, size.width * scale.x),
        1,
      )
    }
  }, [places, bounds, scale.x, scale.y, size, colors])

  const [x, y, zoom] = transform
  function goTo(event: PointerEvent<HTMLElement>): void {
    const box = event.currentTarget.getBoundingClientRect()
    const toX = bounds.x + (event.clientX - box.left) / scale.x
    const toY = bounds.y + (event.clientY - box.top) / scale.y
    void setCenter(toX, toY, { zoom: getZoom() })
  }
  return (
    <Panel position="bottom-right" className={styles.overview ?? ''}>
      <div
        role="img"
        aria-label="Overview of the graph"
        onPointerDown={goTo}
        onPointerMove={event => event.buttons === 1 && goTo(event)}
      >
        <canvas ref={canvas} {...MAP} />
        <span
          className={styles.inView}
          style={{
            left: (-x / zoom - bounds.x) * scale.x,
            top: (-y / zoom - bounds.y) * scale.y,
            width: Math.max(4, (width / zoom) * scale.x),
            height: Math.max(4, (height / zoom) * scale.y),
          }}
        />
      </div>
    </Panel>
  )
}
