import { create } from 'zustand'

/** One clock for the whole window, so that ages and running times do not tick each on their own. */
export const useClock = create<{ readonly nowMs: number }>()(() => ({ nowMs: Date.now() }))

export function startClock(everyMs = 1000): () => void {
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') useClock.setState({ nowMs: Date.now() })
  }, everyMs)
  return () => clearInterval(timer)
}
