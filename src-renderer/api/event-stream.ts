import { EngineEvent } from '#contract/events.ts'
import type { Connection } from './connection.ts'
import { createEventStreamParser } from './parse-event-stream.ts'

export interface EventStreamOptions {
  readonly url: string
  readonly authorization: string
  readonly onEvent: (event: EngineEvent) => void
  readonly onConnection: (connection: Connection) => void
}

const FIRST_PAUSE_MS = 300
const LONGEST_PAUSE_MS = 5000

/** Follows the engine's events, and comes back after every interruption, until the returned function is called. */
export function followEventStream(options: EventStreamOptions): () => void {
  const stopping = new AbortController()
  void follow(options, stopping.signal)
  return () => stopping.abort()
}

async function follow(options: EventStreamOptions, signal: AbortSignal): Promise<void> {
  const place = { lastId: undefined as string | undefined }
  let pauseMs = FIRST_PAUSE_MS
  let wasLost = false
  while (!signal.aborted) {
    const response = await open(options, place.lastId, signal)
    if (response?.status === 401) return options.onConnection('signed-out')
    if (response?.ok === true && response.body !== null) {
      pauseMs = FIRST_PAUSE_MS
      options.onConnection('connected')
      // An engine that was started again counts from the beginning, so nothing known before can be trusted.
      if (wasLost) options.onEvent({ type: 'resync' })
      await readEvents(response.body, options, place)
    }
    if (signal.aborted) return
    wasLost = true
    options.onConnection('lost')
    await pause(pauseMs, signal)
    pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 1.6)
  }
}

async function open(
  { url, authorization }: EventStreamOptions,
  lastId: string | undefined,
  signal: AbortSignal,
): Promise<Response | undefined> {
  const headers = { authorization, accept: 'text/event-stream' }
  const resuming = lastId === undefined ? {} : { 'last-event-id': lastId }
  try {
    return await fetch(url, { headers: { ...headers, ...resuming }, signal, cache: 'no-store' })
  } catch {
    return undefined
  }
}

async function readEvents(
  body: ReadableStream<Uint8Array>,
  { onEvent }: EventStreamOptions,
  place: { lastId: string | undefined },
): Promise<void> {
  const parse = createEventStreamParser()
  const reader = body.getReader()
  const decoder = new TextDecoder()
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      for (const { id, data } of parse(decoder.decode(part.value, { stream: true }))) {
        if (hasGap(place.lastId, id)) onEvent({ type: 'resync' })
        place.lastId = id ?? place.lastId
        const event = EngineEvent.safeParse(JSON.parse(data))
        if (event.success) onEvent(event.data)
      }
    }
  } catch {
    // A connection that breaks and one that ends are the same: it is opened again.
  }
}

function hasGap(lastId: string | undefined, id: string | undefined): boolean {
  return lastId !== undefined && id !== undefined && Number(id) > Number(lastId) + 1
}

function pause(pauseMs: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, pauseMs)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
