import type { Bridge } from '#contract/bridge.ts'
import type { EngineEvent } from '#contract/events.ts'
import { describeProblem, type Problem, type Reply } from '#contract/problems.ts'
import type { Connection } from './connection.ts'
import { followEventStream } from './event-stream.ts'
import { toHttpRequest } from './http-request.ts'

export interface HttpBridgeOptions {
  /** Where the API is, for example `http://127.0.0.1:8090/api/v1`. */
  readonly base: string
  readonly token: string
  readonly onConnection: (connection: Connection) => void
}

export interface HttpBridge extends Bridge {
  close(): void
}

/** The bridge of a page that lives in a browser: the same operations and events, over HTTP. */
export function createHttpBridge({ base, token, onConnection }: HttpBridgeOptions): HttpBridge {
  const listeners = new Set<(event: EngineEvent) => void>()
  const authorization = `Bearer ${token}`
  const close = followEventStream({
    url: `${base}/events`,
    authorization,
    onConnection,
    onEvent: event => {
      for (const listener of listeners) listener(event)
    },
  })

  async function ask(name: Parameters<Bridge['call']>[0], params: object): Promise<Reply<unknown>> {
    const { method, path, body } = toHttpRequest(name, params)
    const headers = { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    try {
      const response = await fetch(`${base}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      })
      if (response.status === 401) onConnection('signed-out')
      const answer: unknown = await response.json()
      return response.ok
        ? { ok: true, value: answer }
        : { ok: false, problem: toProblem(answer, response.status) }
    } catch {
      return { ok: false, problem: { code: 'not-running' } }
    }
  }

  return {
    // The server answers with the result the operations table names; parsing it here again would only cost time.
    call: (name, params) => ask(name, params) as Promise<Reply<never>>,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onMenu: () => () => {},
    pathOf: () => null,
    openExternal: url => void window.open(url, '_blank', 'noopener,noreferrer'),
    close,
  }
}

function toProblem(answer: unknown, status: number): Problem {
  if (typeof answer === 'object' && answer !== null && 'code' in answer) {
    // The API and the page come from one build, so a code that can be described is a problem as we know it.
    const problem = answer as Problem
    if (typeof describeProblem(problem) === 'string') return problem
  }
  return { code: 'refused', reason: `The engine answered with status ${status}.` }
}
