import { useStore, useStoreApi } from '@xyflow/react'
import { useMemo } from 'react'
import type { Places } from './keep-in-place.ts'
import type { Size } from './layout-message.ts'

/** A graph of more nodes is drawn as elements only where it is looked at. */
export const LARGE_FROM = 400
/** More than these in view are too small to read. */
const MOST_SHOWN = 240
/** How much beyond the view, in parts of it, so that not every movement changes what is shown. */
const MARGIN = 0.6

/** The nodes of a large graph that are elements now; undefined where all of them are. */
export function useShownNodes(
  places: Places,
  size: Size,
  activeId: string | undefined,
): ReadonlySet<string> | undefined {
  const store = useStoreApi()
  const isLarge = places.size > LARGE_FROM
  const part = useStore(({ transform: [x, y, zoom], width, height }) => {
    if (!isLarge || width === 0) return ''
    const [right, down] = [Math.round((-2 * x) / width), Math.round((-2 * y) / height)]
    return `${right} ${down} ${zoom} ${width} ${height}`
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the part says that the view has moved far enough
  return useMemo(() => {
    if (!isLarge) return undefined
    const { transform, width, height } = store.getState()
    const [x, y, zoom] = transform
    const [byX, byY] = [width * MARGIN, height * MARGIN]
    const left = (-x - byX) / zoom - size.width
    const top = (-y - byY) / zoom - size.height
    const right = (width + byX - x) / zoom
    const bottom = (height + byY - y) / zoom
    const shown = new Set<string>()
    for (const [nodeId, place] of places) {
      if (place.x < left || place.x > right || place.y < top || place.y > bottom) continue
      shown.add(nodeId)
      if (shown.size > MOST_SHOWN) break
    }
    if (shown.size > MOST_SHOWN) shown.clear()
    if (activeId !== undefined) shown.add(activeId)
    return shown
  }, [part, places, isLarge, activeId])
}
