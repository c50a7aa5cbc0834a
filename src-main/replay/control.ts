/** Ends a replay before its end, and says why. */
export class ReplayEnded extends Error {
  override readonly name = 'ReplayEnded'
}

export interface Control {
  readonly signal: AbortSignal
  /** Passes when the next call may begin: waits while the replay is paused, throws when it has ended. */
  gate(): Promise<void>
  pause(): void
  resume(): void
  stop(reason: string): void
  isPaused(): boolean
  reason(): string | undefined
}

export function createControl(): Control {
  const stopping = new AbortController()
  let reason: string | undefined
  let paused: PromiseWithResolvers<void> | undefined

  return {
    signal: stopping.signal,
    async gate() {
      await paused?.promise
      if (reason !== undefined) throw new ReplayEnded(reason)
    },
    pause() {
      paused ??= Promise.withResolvers<void>()
    },
    resume() {
      paused?.resolve()
      paused = undefined
    },
    stop(why) {
      reason ??= why
      stopping.abort(new ReplayEnded(reason))
      paused?.resolve()
      paused = undefined
    },
    isPaused: () => paused !== undefined,
    reason: () => reason,
  }
}
