const SHORTEST_PAUSE_MS = 120
const LONGEST_PAUSE_MS = 3000

/** Lets the last of many calls through, one at a time: the slower the work, the rarer. */
export function createPause() {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isBusy = false
  let isWanted = false
  let pauseMs = SHORTEST_PAUSE_MS

  function thenRun(work: () => Promise<void>): void {
    isWanted = true
    if (timer !== undefined || isBusy) return
    timer = setTimeout(async () => {
      timer = undefined
      isBusy = true
      isWanted = false
      const startMs = performance.now()
      await work()
      pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, 3 * (performance.now() - startMs)))
      isBusy = false
      if (isWanted) thenRun(work)
    }, pauseMs)
  }

  return { thenRun, stop: () => clearTimeout(timer) }
}
