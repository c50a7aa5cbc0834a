import type { ExportOutcome, Sender } from '../otlp/accept.ts'
import type { RefusalRecord } from '../store/arrival.ts'

/** A sender that is refused a thousand times a second costs one row, not a thousand commits. */
const WRITE_AFTER_MS = 200
/** Kinds of refusals that wait while the store cannot be written. */
const MAX_WAITING = 500
const MAX_REASON = 300

export interface RefusalNotes {
  note(outcome: ExportOutcome, sender: Sender): void
  /** Resolves when everything noted has been written, or cannot be. */
  flush(): Promise<void>
}

/** Gathers what receivers refused, and has it written a moment later: it survives a restart. */
export function createRefusalNotes(
  write: (refusals: readonly RefusalRecord[]) => Promise<unknown>,
): RefusalNotes {
  const waiting = new Map<string, RefusalRecord>()
  let timer: NodeJS.Timeout | undefined

  function add(refusal: RefusalRecord): void {
    const { kind, receiver, userAgent, reason } = refusal
    const key = JSON.stringify([kind, receiver, userAgent, reason])
    const before = waiting.get(key)
    if (before === undefined && waiting.size >= MAX_WAITING) return
    waiting.set(key, { ...refusal, requests: (before?.requests ?? 0) + refusal.requests })
    timer ??= setTimeout(() => void flush(), WRITE_AFTER_MS).unref()
  }

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const refusals = [...waiting.values()]
    waiting.clear()
    if (refusals.length === 0) return
    try {
      await write(refusals)
    } catch {
      // A full disk is a reason to refuse as well: told when it can be written again.
      for (const refusal of refusals) add(refusal)
    }
  }

  return {
    note(outcome, { receiver, userAgent }) {
      if (outcome.status === 'stored') return
      const kind = outcome.status === 'unavailable' ? 'deferred' : 'refused'
      const reason = outcome.message.slice(0, MAX_REASON)
      add({ kind, receiver, userAgent, reason, requests: 1, atMs: Date.now() })
    },
    flush,
  }
}
