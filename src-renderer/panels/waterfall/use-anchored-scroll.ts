import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

interface Anchor {
  readonly key: string
  /** Pixels of its row that lie above the top of what is visible. */
  readonly hidden: number
}

/** Rows that come in above do not push away what is read: the topmost row stays where it is on the screen. */
export function useAnchoredScroll(
  scroller: RefObject<HTMLElement | null>,
  keys: { readonly length: number; readonly at: (index: number) => string | undefined },
  rowHeight: number,
): void {
  const latest = useRef(keys)
  const anchor = useRef<Anchor>(undefined)

  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const note = () => {
      anchor.current = anchorAt(element.scrollTop, latest.current, rowHeight)
    }
    element.addEventListener('scroll', note, { passive: true })
    return () => element.removeEventListener('scroll', note)
  }, [scroller, rowHeight])

  useLayoutEffect(() => {
    latest.current = keys
    const element = scroller.current
    const kept = anchor.current
    if (element === null || kept === undefined) return
    const index = Math.floor(element.scrollTop / rowHeight)
    if (keys.at(index) === kept.key) return
    const moved = indexOf(keys, kept.key)
    if (moved !== undefined) element.scrollTop = moved * rowHeight + kept.hidden
  }, [scroller, keys, rowHeight])
}

/** Whoever is at the top stays at the top. */
function anchorAt(
  scrollTop: number,
  keys: { readonly at: (index: number) => string | undefined },
  rowHeight: number,
): Anchor | undefined {
  if (scrollTop <= 0) return undefined
  const key = keys.at(Math.floor(scrollTop / rowHeight))
  return key === undefined ? undefined : { key, hidden: scrollTop % rowHeight }
}

function indexOf(
  keys: { readonly length: number; readonly at: (index: number) => string | undefined },
  key: string,
): number | undefined {
  for (let index = 0; index < keys.length; index += 1) if (keys.at(index) === key) return index
  return undefined
}
