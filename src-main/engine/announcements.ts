import type { Announcement, Announcer } from '#contract/caller.ts'
import type { EngineEvent } from '#contract/events.ts'

const REMEMBERED = 4096
/** At most this often does a busy run announce itself; a window draws no faster. */
const MIN_INTERVAL_MS = 66

export interface Announcements extends Announcer {
  announce(event: EngineEvent): void
  close(): void
}

/** Numbers what the engine announces, remembers the last of it, and tells equal things once per interval. */
export function createAnnouncements(): Announcements {
  const listeners = new Set<(announcement: Announcement) => void>()
  const remembered: Announcement[] = []
  const waiting = new Map<string, EngineEvent>()
  // A client that comes back after a restart must not take a number of the former process for one of this.
  let sequence = Date.now()
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  function publish(): void {
    timer = undefined
    const events = [...waiting.values()]
    waiting.clear()
    for (const event of events) {
      sequence += 1
      const announcement = { sequence, event }
      remembered.push(announcement)
      if (remembered.length > REMEMBERED) remembered.shift()
      for (const listener of listeners) listener(announcement)
    }
  }

  return {
    announce(event) {
      if (isClosed) return
      const key = JSON.stringify(event)
      // At its last place: a run that was deleted and came back must not end as deleted.
      waiting.delete(key)
      waiting.set(key, event)
      timer ??= setTimeout(publish, MIN_INTERVAL_MS)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    since(known) {
      const oldest = remembered[0]?.sequence ?? sequence + 1
      if (known > sequence || known + 1 < oldest) return undefined
      return remembered.filter(announcement => announcement.sequence > known)
    },
    close() {
      isClosed = true
      clearTimeout(timer)
      publish()
      listeners.clear()
    },
  }
}
