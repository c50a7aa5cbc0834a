import { ProblemError } from '#contract/problems.ts'
import { runShape, spanShape } from '../petaltrace/shapes.ts'
import { runStatus } from '../petaltrace/words.ts'
import type { Feed } from './event-feed.ts'
import type { LiveParts } from './serve-petaltrace-live.ts'

/** Nothing is announced when a run closes: that no span came is noticed by looking. */
const lookEveryMs = 5_000

/** `run` and `spans`, then `run` and each new `span`, and `done` when the run has closed. */
export function watchRun({ caller, announcer }: LiveParts, runId: string, feed: Feed): () => void {
  const told = new Set<string>()
  let isOver = false
  let last = Promise.resolve()

  async function tell(isNews: boolean): Promise<void> {
    if (isOver) return
    const { run, spans } = await caller.call('runs.get', { runId, limit: 100_000 })
    const fresh = spans.filter(span => !told.has(span.spanId)).map(span => spanShape(run, span))
    if (isNews || fresh.length > 0) feed.send('run', runShape(run))
    if (told.size === 0) feed.send('spans', fresh)
    else for (const span of fresh) feed.send('span', span)
    for (const span of spans) told.add(span.spanId)
    if (run.state === 'closed') finish('done', { status: runStatus(run.status) })
  }

  function finish(event: string, data: unknown): void {
    if (isOver) return
    isOver = true
    feed.send(event, data)
    feed.end()
  }

  function tellInTurn(isNews: boolean): void {
    last = last.then(() => tell(isNews)).catch(error => finish('error', { error: reasonOf(error) }))
  }

  const unsubscribe = announcer.subscribe(({ event }) => {
    if (event.type === 'resync') tellInTurn(true)
    if (event.type === 'run-changed' && event.runId === runId) tellInTurn(true)
    if (event.type === 'run-deleted' && event.runId === runId) finish('error', { error: 'run deleted' })
  })
  const timer = setInterval(() => tellInTurn(false), lookEveryMs)
  tellInTurn(true)
  return () => {
    isOver = true
    clearInterval(timer)
    unsubscribe()
  }
}

function reasonOf(error: unknown): string {
  return error instanceof ProblemError ? error.message : 'Runback failed to answer'
}
