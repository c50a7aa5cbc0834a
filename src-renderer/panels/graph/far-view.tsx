import { useStoreApi } from '@xyflow/react'
import { useEffect, useMemo, useRef } from 'react'
import type { RunGraph } from '#contract/run-graph.ts'
import { useTokenColors } from '../../widgets/use-token-colors.ts'
import styles from './graph.module.css'
import type { Places } from './keep-in-place.ts'
import type { Size } from './layout-message.ts'

interface FarViewProps {
  readonly graph: RunGraph
  readonly places: Places
  /** Nodes that are drawn as such above it. */
  readonly shown: ReadonlySet<string>
  readonly size: Size
}

const TOKENS = ['ink-faint', 'line-strong', 'bad'] as const

/** The part of a large graph that is out of view or too small to read, as rectangles and lines on a canvas. */
export function FarView({ graph, places, shown, size }: FarViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const store = useStoreApi()
  const colors = useTokenColors(TOKENS)
  const lines = useMemo(() => linesOf(graph, places, shown, size), [graph, places, shown, size])

  useEffect(() => {
    let frame = 0
    const paint = () => {
      frame = 0
      const { transform, width, height } = store.getState()
      const context = prepare(canvas.current, width, height)
      if (context === undefined) return
      const [x, y, zoom] = transform
      context.translate(x, y)
      context.scale(zoom, zoom)
      const view = { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom }
      drawLines(context, lines, view, colors['ink-faint'], zoom)
      for (const node of graph.nodes) {
        const place = places.get(node.nodeId)
        if (place === undefined || shown.has(node.nodeId) || !isWithin(place, view, size)) continue
        context.fillStyle = node.status === 'error' ? colors.bad : colors['line-strong']
        context.fillRect(place.x, place.y, size.width, size.height)
      }
    }
    const paintSoon = () => {
      if (frame === 0) frame = requestAnimationFrame(paint)
    }
    paintSoon()
    const stop = store.subscribe(paintSoon)
    return () => {
      stop()
      cancelAnimationFrame(frame)
    }
  }, [store, graph, places, shown, size, lines, colors])

  return <canvas ref={canvas} className={styles.far} />
}

interface View {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** From the middle of one node to that of another, four numbers a line; what is drawn as an edge above is left out. */
function linesOf({ edges }: RunGraph, places: Places, shown: ReadonlySet<string>, size: Size): number[] {
  return edges.flatMap(({ source, target }) => {
    const from = places.get(source)
    const to = places.get(target)
    const isDrawn = shown.has(source) && shown.has(target)
    if (from === undefined || to === undefined || isDrawn) return []
    const [byX, byY] = [size.width / 2, size.height / 2]
    return [from.x + byX, from.y + byY, to.x + byX, to.y + byY]
  })
}

function drawLines(
  context: CanvasRenderingContext2D,
  lines: readonly number[],
  view: View,
  color: string,
  zoom: number,
): void {
  context.strokeStyle = color
  context.globalAlpha = 0.45
  context.lineWidth = 1.2 / zoom
  context.beginPath()
  for (let at = 0; at < lines.length; at += 4) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [lines[at], lines[at + 1], lines[at + 2], lines[at + 3]]
    const isOutside =
      Math.max(x1, x2) < view.left ||
      Math.min(x1, x2) > view.right ||
      Math.max(y1, y2) < view.top ||
      Math.min(y1, y2) > view.bottom
    if (isOutside) continue
    context.moveTo(x1, y1)
    context.lineTo(x2, y2)
  }
  context.stroke()
  context.globalAlpha = 1
}

function isWithin({ x, y }: { readonly x: number; readonly y: number }, view: View, size: Size): boolean {
  return x < view.right && x + size.width > view.left && y < view.bottom && y + size.height > view.top
}

function prepare(canvas: HTMLCanvasElement | null, width: number, height: number) {
  const context = canvas?.getContext('2d')
  if (canvas === null || context === null || context === undefined) return undefined
  const ratio = window.devicePixelRatio
  const [pixelWidth, pixelHeight] = [Math.round(width * ratio), Math.round(height * ratio)]
  // To set a size, even the same one, throws away what the canvas holds.
  if (canvas.width !== pixelWidth) canvas.width = pixelWidth
  if (canvas.height !== pixelHeight) canvas.height = pixelHeight
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  return context
}
