import type { Context, Hono } from 'hono'
import type { Announcer, Caller } from '#contract/caller.ts'
import { type Feed, openFeed } from './event-feed.ts'
import { watchRun } from './petaltrace-run-feed.ts'
import { watchRuns } from './petaltrace-runs-feed.ts'

const clientsAtMost = 32

export interface LiveParts {
  readonly caller: Caller
  readonly announcer: Announcer
  readonly stopping: AbortSignal
}

/** The two streams of PetalTrace: one run as it grows, and which runs are under way. */
export function servePetalTraceLive(api: Hono, parts: LiveParts): void {
  let clients = 0

  function serve(context: Context, start: (feed: Feed) => () => void): Response {
    if (clients >= clientsAtMost) {
      return context.json({ error: `${clientsAtMost} clients are listening already`, code: 'refused' }, 503)
    }
    clients += 1
    const stream = openFeed(parts.stopping, feed => {
      const stop = start(feed)
      return () => {
        clients -= 1
        stop()
      }
    })
    return context.body(stream, 200, { 'Content-Type': 'text/event-stream' })
  }

  api.get('/api/live', context => serve(context, feed => watchRuns(parts, feed)))
  api.get('/api/runs/:runId/stream', context => {
    const runId = context.req.param('runId').replace(/^trace-/, '')
    return serve(context, feed => watchRun(parts, runId, feed))
  })
}
