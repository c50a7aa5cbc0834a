import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { usePlayhead } from '../../state/playhead.ts'
import { useWaterfallView } from '../../state/waterfall-view.ts'

export interface CanvasSize {
  readonly width: number
  readonly height: number
}

type Draw = (context: CanvasRenderingContext2D, size: CanvasSize) => void

/**
 * A canvas as sharp as the screen. It is drawn with each render, so that it moves with the rows beside it, and between
 * renders when time is zoomed or the playhead moves, which concerns nothing else.
 */
export function useCanvas(draw: Draw): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null)
  const latest = useRef(draw)
  latest.current = draw
  const size = useRef({ width: 0, height: 0, pixelWidth: 0, pixelHeight: 0 })

  useLayoutEffect(() => paint(canvas.current, size.current, latest.current))

  useEffect(() => {
    if (canvas.current === null) return
    let frame = 0
    const paintSoon = () => {
      if (frame === 0) frame = requestAnimationFrame(paintNow)
    }
    const paintNow = () => {
      frame = 0
      paint(canvas.current, size.current, latest.current)
    }
    const observer = new ResizeObserver(([entry]) => {
      const pixels = entry?.devicePixelContentBoxSize[0]
      if (entry === undefined || pixels === undefined) return
      size.current = {
        // Not the width of the box, which may end within a pixel: edges drawn on whole pixels stay on them.
        width: pixels.inlineSize / devicePixelRatio,
        height: pixels.blockSize / devicePixelRatio,
        pixelWidth: pixels.inlineSize,
        pixelHeight: pixels.blockSize,
      }
      paintNow()
    })
    observer.observe(canvas.current, { box: 'device-pixel-content-box' })
    const stops = [useWaterfallView.subscribe(paintSoon), usePlayhead.subscribe(paintSoon)]
    return () => {
      observer.disconnect()
      for (const stop of stops) stop()
      cancelAnimationFrame(frame)
    }
  }, [])

  return canvas
}

interface PixelSize extends CanvasSize {
  readonly pixelWidth: number
  readonly pixelHeight: number
}

function paint(canvas: HTMLCanvasElement | null, size: PixelSize, draw: Draw): void {
  const context = canvas?.getContext('2d')
  if (canvas === null || context === null || context === undefined || size.width === 0) return
  // To set a size, even the same one, throws away what the canvas holds.
  if (canvas.width !== size.pixelWidth) canvas.width = size.pixelWidth
  if (canvas.height !== size.pixelHeight) canvas.height = size.pixelHeight
  context.setTransform(size.pixelWidth / size.width, 0, 0, size.pixelHeight / size.height, 0, 0)
  context.clearRect(0, 0, size.width, size.height)
  draw(context, size)
}
