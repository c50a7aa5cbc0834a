import { create } from 'zustand'

/** What takes back the latest thing that can be taken back, while it can. */
export const useUndo = create<{ readonly undo: (() => void) | undefined }>()(() => ({ undo: undefined }))

let timer: ReturnType<typeof setTimeout> | undefined

export function offerUndo(undo: () => void, forMs: number): void {
  clearTimeout(timer)
  timer = setTimeout(() => useUndo.setState({ undo: undefined }), forMs)
  useUndo.setState({
    undo: () => {
      clearTimeout(timer)
      useUndo.setState({ undo: undefined })
      undo()
    },
  })
}
