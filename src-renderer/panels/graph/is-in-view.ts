interface Size {
  readonly width: number
  readonly height: number
}

interface Box extends Size {
  readonly x: number
  readonly y: number
}

interface Viewport {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

/** Whether a box of the graph lies wholly within what the window shows of it. */
export function isInView(box: Box, viewport: Viewport, window: Size): boolean {
  const left = box.x * viewport.zoom + viewport.x
  const top = box.y * viewport.zoom + viewport.y
  const right = left + box.width * viewport.zoom
  const bottom = top + box.height * viewport.zoom
  return left >= 0 && top >= 0 && right <= window.width && bottom <= window.height
}
