import type { StoreHealth } from '#contract/store-health.ts'
import type { StoreWriter } from '../store/open-store.ts'

/** Trouble passes by itself, as a disk with room again; while there is none, nothing wakes up for this. */
const LOOK_AGAIN_MS = 1_000

export interface HealthTeller {
  /** Looks at the store, and tells when it is not as it was. */
  tell(): void
  stop(): void
}

export function createHealthTeller(
  store: Pick<StoreWriter, 'watch'>,
  onHealth: (health: StoreHealth) => void,
): HealthTeller {
  let told = JSON.stringify({ state: 'ok' })
  let timer: NodeJS.Timeout | undefined

  function tell(): void {
    const health = store.watch.look()
    const text = JSON.stringify(health)
    if (text !== told) onHealth(health)
    told = text
    clearTimeout(timer)
    if (health.state !== 'ok') timer = setTimeout(tell, LOOK_AGAIN_MS).unref()
  }

  return { tell, stop: () => clearTimeout(timer) }
}
