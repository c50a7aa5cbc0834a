/** What is known of one question now. Old values stay while a new one is read. */
export interface Reading<T> {
  readonly value: T | undefined
  readonly error: unknown
  readonly isReading: boolean
}

export interface Question {
  readonly name: string
  readonly params: object
}

interface Entry {
  readonly question: Question
  reading: Reading<unknown>
  readonly listeners: Set<() => void>
  isStale: boolean
  timer: ReturnType<typeof setTimeout> | undefined
  tookMs: number
}

export interface OperationCache {
  readonly get: (question: Question) => Reading<unknown>
  readonly watch: (question: Question, listener: () => void) => () => void
  readonly invalidate: (concerns: (question: Question) => boolean) => void
}

const NOT_ASKED: Reading<unknown> = { value: undefined, error: undefined, isReading: true }
const KEPT_UNWATCHED = 32
const SHORTEST_PAUSE_MS = 60
const LONGEST_PAUSE_MS = 3000

/** Answers keyed by question. A stale answer that is watched is read again, the slower it is the rarer. */
export function createOperationCache(ask: (question: Question) => Promise<unknown>): OperationCache {
  const entries = new Map<string, Entry>()

  function entryOf(question: Question): Entry {
    const key = JSON.stringify([question.name, question.params])
    const known = entries.get(key)
    if (known !== undefined) return known
    const entry: Entry = {
      question,
      reading: NOT_ASKED,
      listeners: new Set(),
      isStale: true,
      timer: undefined,
      tookMs: 0,
    }
    entries.set(key, entry)
    forgetOldest(entries)
    return entry
  }

  async function read(entry: Entry): Promise<void> {
    entry.isStale = false
    const startMs = performance.now()
    update(entry, { ...entry.reading, isReading: true })
    try {
      const value = await ask(entry.question)
      update(entry, { value, error: undefined, isReading: false })
    } catch (error) {
      update(entry, { value: entry.reading.value, error, isReading: false })
    }
    entry.tookMs = performance.now() - startMs
    if (entry.isStale) schedule(entry)
  }

  function schedule(entry: Entry): void {
    if (entry.listeners.size === 0 || entry.timer !== undefined || entry.reading.isReading) return
    const pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, entry.tookMs * 3))
    entry.timer = setTimeout(() => {
      entry.timer = undefined
      void read(entry)
    }, pauseMs)
  }

  return {
    get: question => entryOf(question).reading,
    watch(question, listener) {
      const entry = entryOf(question)
      entry.listeners.add(listener)
      if (entry.isStale && (entry.reading === NOT_ASKED || !entry.reading.isReading)) void read(entry)
      return () => entry.listeners.delete(listener)
    },
    invalidate(concerns) {
      for (const entry of entries.values()) {
        if (!concerns(entry.question)) continue
        entry.isStale = true
        schedule(entry)
      }
    },
  }
}

function update(entry: Entry, reading: Reading<unknown>): void {
  entry.reading = reading
  for (const listener of entry.listeners) listener()
}

function forgetOldest(entries: Map<string, Entry>): void {
  if (entries.size <= KEPT_UNWATCHED) return
  for (const [key, entry] of entries) {
    if (entry.listeners.size > 0 || entry.reading.isReading) continue
    entries.delete(key)
    return
  }
}
