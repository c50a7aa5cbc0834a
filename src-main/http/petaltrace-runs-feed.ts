import type { RunSummary } from '#contract/run.ts'
import { runShape } from '../petaltrace/shapes.ts'
import type { Feed } from './event-feed.ts'
import type { LiveParts } from './serve-petaltrace-live.ts'

const lookEveryMs = 5_000
const heartbeatMs = 15_000
const activeAtMost = 100

/** `init`, then `run_started`, `run_updated` and `run_completed` as runs come and go, and a `heartbeat`. */
export function watchRuns({ caller, announcer }: LiveParts, feed: Feed): () => void {
  const active = new Set<string>()
  let isOver = false
  let last: Promise<void> = Promise.resolve()

  const inTurn = (work: () => Promise<void>): void => {
    // A run that was deleted in between is told by its own event.
    last = last.then(() => (isOver ? undefined : work())).catch(() => undefined)
  }

  async function begin(): Promise<void> {
    const { runs } = await caller.call('runs.list', { limit: activeAtMost })
    const open = runs.filter(run => run.state !== 'closed')
    for (const run of open) active.add(run.runId)
    feed.send('init', { active_runs: open.map(runShape) })
  }

  async function tell(runId: string): Promise<void> {
    const { run } = await caller.call('runs.get', { runId, limit: 0 })
    feed.send(active.has(runId) ? 'run_updated' : 'run_started', runShape(run))
    active.add(runId)
    completeIfClosed(run)
  }

  function completeIfClosed(run: RunSummary): void {
    if (run.state === 'closed') complete(run.runId)
  }

  function complete(runId: string): void {
    if (active.delete(runId)) feed.send('run_completed', { run_id: runId })
  }

  async function look(): Promise<void> {
    for (const runId of [...active]) {
      const { run } = await caller.call('runs.get', { runId, limit: 0 })
      completeIfClosed(run)
    }
  }

  const unsubscribe = announcer.subscribe(({ event }) => {
    if (event.type === 'run-changed') inTurn(() => tell(event.runId))
    if (event.type === 'run-deleted') complete(event.runId)
    if (event.type === 'resync') inTurn(begin)
  })
  const timers = [
    setInterval(() => inTurn(look), lookEveryMs),
    setInterval(() => {
      feed.send('heartbeat', { timestamp: Math.floor(Date.now() / 1000), active_count: active.size })
    }, heartbeatMs),
  ]
  inTurn(begin)
  return () => {
    isOver = true
    for (const timer of timers) clearInterval(timer)
    unsubscribe()
  }
}
