export interface OpenFiles {
  open(paths: readonly string[]): void
  /** Hands over what was opened so far and everything later. */
  deliverTo(take: (paths: readonly string[]) => void): void
}

/** Files may be opened before there is an engine that could record them. */
export function createOpenFiles(): OpenFiles {
  const waiting: string[] = []
  let take: ((paths: readonly string[]) => void) | undefined
  return {
    open(paths) {
      if (paths.length === 0) return
      if (take === undefined) waiting.push(...paths)
      else take(paths)
    },
    deliverTo(taker) {
      take = taker
      if (waiting.length > 0) taker(waiting.splice(0))
    },
  }
}
