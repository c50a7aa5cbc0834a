import type { Announcement, Announcer } from '#contract/caller.ts'
import type { EngineEvent } from '#contract/events.ts'
import { createBacklog } from './backlog.ts'

const backlogLimitBytes = 4 * 1024 * 1024
const heartbeatMs = 15_000
/** Asks clients to come back after a second, and gets the answer's head on its way. */
const greeting = 'retry: 1000\n\n'
const resync = toData({ type: 'resync' })

export interface EventStreamOptions {
  readonly announcer: Announcer
  /** The last announcement the client has seen; undefined when it starts afresh. */
  readonly lastSequence: number | undefined
  readonly stopping: AbortSignal
  readonly onEnd: () => void
}

/** Server-sent events: what the client missed, then what is announced, until either side ends it. */
export function streamEvents(options: EventStreamOptions): ReadableStream<Uint8Array> {
  const { announcer, lastSequence, stopping } = options
  const backlog = createBacklog(backlogLimitBytes, resync)
  backlog.put(greeting + missed(announcer, lastSequence))
  const unsubscribe = announcer.subscribe(announcement => backlog.put(toMessage(announcement)))
  const heartbeat = setInterval(() => backlog.put(':\n\n'), heartbeatMs)

  const end = once(() => {
    stopping.removeEventListener('abort', end)
    clearInterval(heartbeat)
    unsubscribe()
    backlog.close()
    options.onEnd()
  })
  stopping.addEventListener('abort', end)
  if (stopping.aborted) end()

  const encoder = new TextEncoder()
  async function pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    const text = await backlog.take()
    if (text === undefined) controller.close()
    else controller.enqueue(encoder.encode(text))
  }
  return new ReadableStream({ pull, cancel: end }, { highWaterMark: 0 })
}

function missed(announcer: Announcer, lastSequence: number | undefined): string {
  if (lastSequence === undefined) return ''
  const announcements = announcer.since(lastSequence)
  return announcements === undefined ? resync : announcements.map(toMessage).join('')
}

function toMessage({ sequence, event }: Announcement): string {
  return `id: ${sequence}\n${toData(event)}`
}

function toData(event: EngineEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`
}

function once(work: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) {
      isDone = true
      work()
    }
  }
}
