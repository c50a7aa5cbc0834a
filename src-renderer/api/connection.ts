import { useSyncExternalStore } from 'react'

/** Whether the engine can be asked. A desktop window is always connected. */
export type Connection = 'connecting' | 'connected' | 'lost' | 'signed-out'

let current: Connection = 'connecting'
const listeners = new Set<() => void>()

export function setConnection(connection: Connection): void {
  if (connection === current) return
  current = connection
  for (const listener of listeners) listener()
}

export function useConnection(): Connection {
  return useSyncExternalStore(watch, () => current)
}

function watch(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
