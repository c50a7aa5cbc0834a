import type { Ingest } from '../ingest/start-ingest.ts'
import type { Announcements } from './announcements.ts'

export interface Discards {
  discard(runIds: readonly string[], deleteAtMs: number): Promise<readonly string[]>
  restore(runIds: readonly string[]): Promise<readonly string[]>
  /** Deletes what is left: nobody can ask for it back any more. */
  finish(): Promise<void>
}

/** The store knows what is to be deleted and when, so that a crash forgets nothing of it; this looks in time. */
export function createDiscards(parts: {
  readonly ingest: Pick<Ingest, 'ask'>
  readonly announcements: Pick<Announcements, 'announce'>
}): Discards {
  const { ingest, announcements } = parts
  let timer: NodeJS.Timeout | undefined
  let isFinished = false

  async function deleteDue(dueAtMs: number): Promise<void> {
    const { runIds, nextAtMs } = await ingest.ask({ kind: 'delete-discarded', dueAtMs })
    for (const runId of runIds) announcements.announce({ type: 'run-deleted', runId })
    if (runIds.length > 0) announcements.announce({ type: 'status-changed' })
    if (nextAtMs === null) return
    if (nextAtMs <= dueAtMs && runIds.length > 0) await deleteDue(dueAtMs)
    else lookAt(nextAtMs)
  }

  function lookAt(atMs: number): void {
    clearTimeout(timer)
    if (isFinished) return
    timer = setTimeout(() => void look(), Math.max(0, atMs - Date.now()))
    timer.unref()
  }

  /** What cannot be deleted now, on a disk in trouble, is still hidden and tried again when the engine ends or starts. */
  async function look(): Promise<void> {
    await deleteDue(Date.now()).catch(() => undefined)
  }

  void look()

  return {
    async discard(runIds, deleteAtMs) {
      const known = await ingest.ask({ kind: 'discard-runs', runIds, deleteAtMs })
      for (const runId of known) announcements.announce({ type: 'run-deleted', runId })
      await look()
      return known
    },
    async restore(runIds) {
      const restored = await ingest.ask({ kind: 'restore-runs', runIds })
      for (const runId of restored) announcements.announce({ type: 'run-changed', runId })
      return restored
    },
    async finish() {
      isFinished = true
      clearTimeout(timer)
      await deleteDue(Number.MAX_SAFE_INTEGER).catch(() => undefined)
    },
  }
}
