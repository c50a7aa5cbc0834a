import { createBacklog } from './backlog.ts'

const backlogLimitBytes = 4 * 1024 * 1024

/** Named server-sent events to one client. */
export interface Feed {
  send(event: string, data: unknown): void
  /** Ends the stream once everything sent so far is read. */
  end(): void
}

/** `start` gets the feed and returns what stops it; the client that leaves and the server that closes stop it, too. */
export function openFeed(
  stopping: AbortSignal,
  start: (feed: Feed) => () => void,
): ReadableStream<Uint8Array> {
  const backlog = createBacklog(backlogLimitBytes, message('error', { error: 'too slow, connect again' }))
  const encoder = new TextEncoder()
  let isEnding = false
  let isOver = false
  const over = (): void => {
    if (isOver) return
    isOver = true
    stopping.removeEventListener('abort', over)
    stop()
    backlog.close()
  }
  const stop = start({
    send: (event, data) => backlog.put(message(event, data)),
    end() {
      isEnding = true
      backlog.put('')
    },
  })
  stopping.addEventListener('abort', over)
  if (stopping.aborted) over()

  async function pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    const text = await backlog.take()
    if (text !== undefined) controller.enqueue(encoder.encode(text))
    if (text !== undefined && !isEnding) return
    over()
    controller.close()
  }
  return new ReadableStream({ pull, cancel: over }, { highWaterMark: 0 })
}

function message(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}
