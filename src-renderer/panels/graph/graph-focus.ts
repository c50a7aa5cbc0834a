import { createContext, useContext } from 'react'

/** What concerns nodes one by one, so that a moved selection draws two of them anew and not the graph. */
export interface GraphFocus {
  readonly activeId: string | undefined
  readonly direction: 'right' | 'down'
  /** The moment of the playhead. */
  readonly atNs: number | null
  readonly turnLoop: (loopId: string) => void
}

export const GraphFocusContext = createContext<GraphFocus>({
  activeId: undefined,
  direction: 'right',
  atNs: null,
  turnLoop: () => {},
})

export function useGraphFocus(): GraphFocus {
  return useContext(GraphFocusContext)
}
