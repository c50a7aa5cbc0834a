import { type RefObject, useEffect, useRef, useState } from 'react'
import type { MapSize } from './map-geometry.ts'

/** The size of an element in pixels of the page, followed as it changes. */
export function useSize(element: RefObject<HTMLElement | null>): MapSize {
  const [size, setSize] = useState<MapSize>({ width: 0, height: 0 })
  useEffect(() => {
    if (element.current === null) return
    const observer = new ResizeObserver(([entry]) => {
      const box = entry?.contentRect
      if (box !== undefined) setSize({ width: Math.floor(box.width), height: Math.floor(box.height) })
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return size
}

/** A frame has more to do than this. */
const SLICE_MS = 7

/** Draws after each render, as sharp as the screen; what takes long goes on in the next frames. */
export function useDrawn(
  size: MapSize,
  begin: ((context: CanvasRenderingContext2D) => Iterator<void>) | undefined,
): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = sharpContext(canvas.current, size)
    if (context === undefined || begin === undefined) return
    const drawing = begin(context)
    let frame = 0
    const goOn = () => {
      const startMs = performance.now()
      while (performance.now() - startMs < SLICE_MS) if (drawing.next().done === true) return
      frame = requestAnimationFrame(goOn)
    }
    goOn()
    return () => cancelAnimationFrame(frame)
  }, [size, begin])
  return canvas
}

function sharpContext(canvas: HTMLCanvasElement | null, { width, height }: MapSize) {
  const context = canvas?.getContext('2d')
  if (canvas === null || context === null || context === undefined || width === 0) return undefined
  const ratio = window.devicePixelRatio
  const [pixelWidth, pixelHeight] = [Math.round(width * ratio), Math.round(height * ratio)]
  // To set a size, even the same one, throws away what the canvas holds.
  if (canvas.width !== pixelWidth) canvas.width = pixelWidth
  if (canvas.height !== pixelHeight) canvas.height = pixelHeight
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  return context
}
