import type { Context, Handler } from 'hono'
import type { Announcer } from '#contract/caller.ts'
import { refuse } from './answer-problem.ts'
import { streamEvents } from './event-stream.ts'

const clientsAtMost = 32

export function serveEvents(announcer: Announcer, stopping: AbortSignal): Handler {
  let clients = 0
  return context => {
    if (clients >= clientsAtMost) {
      context.header('Retry-After', '10')
      return refuse(context, 503, `${clientsAtMost} clients are listening already.`)
    }
    clients += 1
    const onEnd = () => {
      clients -= 1
    }
    const stream = streamEvents({ announcer, lastSequence: lastSequenceOf(context), stopping, onEnd })
    return context.body(stream, 200, { 'Content-Type': 'text/event-stream' })
  }
}

/** An id we never gave is a place we cannot resume from, and asks for everything anew. */
function lastSequenceOf(context: Context): number | undefined {
  const id = context.req.header('last-event-id')
  if (id === undefined || id === '') return undefined
  return /^\d{1,15}$/.test(id) ? Number(id) : -1
}
