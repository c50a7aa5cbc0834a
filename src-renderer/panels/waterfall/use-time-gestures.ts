import { type RefObject, useEffect, useRef } from 'react'
import { showWindow, useWaterfallView } from '../../state/waterfall-view.ts'
import type { TimeAxis } from '../../tree/time-axis.ts'
import { createScale, panBy, type Scale, zoomAt } from './scale.ts'

const LEAST_DRAG = 4
const ZOOM_A_PIXEL = 0.003
/** A wheel that counts in lines turns about as far as these pixels. */
const PIXELS_A_LINE = 24

/** Ctrl and wheel zooms at the pointer, Shift and wheel or a drag pans. What is not above the bars is left alone. */
export function useTimeGestures(
  area: RefObject<HTMLElement | null>,
  track: RefObject<HTMLElement | null>,
  axis: TimeAxis,
): void {
  const latest = useRef(axis)
  latest.current = axis
  useEffect(() => {
    const element = area.current
    if (element === null) return
    const stopping = new AbortController()
    const { signal } = stopping
    const place = (event: MouseEvent) => placeOn(track.current, latest.current, event)
    // A listener that may keep the page from zooming cannot be passive, and React adds passive ones.
    element.addEventListener('wheel', event => onWheel(event, place(event)), { signal, passive: false })
    followDrags(element, place, signal)
    return () => stopping.abort()
  }, [area, track])
}

interface Placed {
  readonly scale: Scale
  readonly x: number
  readonly isInside: boolean
}

function placeOn(track: HTMLElement | null, axis: TimeAxis, event: MouseEvent): Placed | undefined {
  if (track === null) return undefined
  const box = track.getBoundingClientRect()
  const x = event.clientX - box.left
  const scale = createScale(axis, useWaterfallView.getState().window, box.width)
  return { scale, x, isInside: x >= 0 && x <= box.width }
}

function onWheel(event: WheelEvent, placed: Placed | undefined): void {
  const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : PIXELS_A_LINE
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault()
    if (placed?.isInside !== true) return
    showWindow(zoomAt(placed.scale, Math.exp(-event.deltaY * pixels * ZOOM_A_PIXEL), placed.x))
    return
  }
  const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)
  if (!isSideways || placed?.isInside !== true) return
  event.preventDefault()
  showWindow(panBy(placed.scale, (event.deltaX === 0 ? event.deltaY : event.deltaX) * pixels))
}

/** A press that moves is a drag and no click. */
function followDrags(
  element: HTMLElement,
  place: (event: MouseEvent) => Placed | undefined,
  signal: AbortSignal,
): void {
  let start: Placed | undefined
  let isDragging = false
  element.addEventListener(
    'pointerdown',
    event => {
      const placed = place(event)
      const isFree = !(event.target instanceof Element && event.target.closest('button, canvas'))
      start = event.button === 0 && isFree && placed?.isInside === true ? placed : undefined
      isDragging = false
    },
    { signal },
  )
  element.addEventListener(
    'pointermove',
    event => {
      const placed = start === undefined ? undefined : place(event)
      if (start === undefined || placed === undefined) return
      if (!isDragging && Math.abs(placed.x - start.x) < LEAST_DRAG) return
      if (!isDragging) element.setPointerCapture(event.pointerId)
      isDragging = true
      showWindow(panBy(start.scale, start.x - placed.x))
    },
    { signal },
  )
  const end = () => {
    start = undefined
  }
  element.addEventListener('pointerup', end, { signal })
  element.addEventListener('pointercancel', end, { signal })
  element.addEventListener('click', event => isDragging && event.stopPropagation(), { signal, capture: true })
}
