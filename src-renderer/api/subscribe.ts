import type { EngineEvent } from '#contract/events.ts'
import { theBridge } from './bridge.ts'

/** Calls the listener for every event until the returned function is called. */
export function subscribe(listener: (event: EngineEvent) => void): () => void {
  return theBridge().subscribe(listener)
}
