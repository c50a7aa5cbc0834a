import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Announcer, Caller } from '#contract/caller.ts'
import { ProblemError } from '#contract/problems.ts'
import { formatBytes } from '../base/format-quantity.ts'
import { answerProblem, refuse } from './answer-problem.ts'
import { checkContentType } from './check-content-type.ts'
import { checkHost } from './check-host.ts'
import { checkOrigin } from './check-origin.ts'
import { checkToken } from './check-token.ts'
import { describeApi } from './open-api.ts'
import { readBody } from './read-body.ts'
import type { RendererFiles } from './renderer-files.ts'
import { addResponseHeaders } from './response-headers.ts'
import { apiRoot } from './route.ts'
import { serveEvents } from './serve-events.ts'
import { serveOperations } from './serve-operations.ts'
import { servePages } from './serve-pages.ts'
import { servePetalTrace } from './serve-petaltrace.ts'
import { servePetalTraceLive } from './serve-petaltrace-live.ts'
import { linkWith, type Tickets } from './tickets.ts'

const sessionBodyLimitBytes = 4 * 1024
const bodyLimitBytes = 64 * 1024 * 1024

export interface ApiOptions {
  readonly caller: Caller
  readonly announcer: Announcer
  readonly token: string
  readonly tickets: Tickets
  readonly renderer: RendererFiles | undefined
  readonly mcp: ((request: Request) => Promise<Response>) | undefined
  readonly version: string
  readonly port: () => number
  /** Ends the event streams, which would otherwise never end. */
  readonly stopping?: AbortSignal
  /** Hears of failures that are bugs; clients are told nothing of their insides. */
  readonly onError?: (error: unknown) => void
}

/** The HTTP API. Each line guards or serves what comes after it. */
export function createApi(options: ApiOptions): Hono {
  const { caller, announcer, tickets, token, port } = options
  const stopping = options.stopping ?? new AbortController().signal
  const api = new Hono()

  api.onError((error, context) => {
    if (error instanceof ProblemError) return answerProblem(context, error.problem)
    options.onError?.(error)
    return context.json({ code: 'internal', message: 'Runback failed to answer. This is a bug.' }, 500)
  })
  api.notFound(context => refuse(context, 404, 'Nothing is served under this address.'))

  api.use(addResponseHeaders(), checkHost(port), checkOrigin(port))
  if (options.renderer !== undefined) api.use(servePages(options.renderer))
  api.use(checkContentType())
  api.post(`${apiRoot}/session`, limitBody(sessionBodyLimitBytes), async context => {
    const { ticket } = await readBody(context)
    if (typeof ticket === 'string' && tickets.redeem(ticket)) return context.json({ token })
    return refuse(context, 403, 'This link was used or has expired. "runback open" makes a new one.')
  })

  api.use(checkToken(token), limitBody(bodyLimitBytes))
  serveOperations(api, caller)
  servePetalTrace(api, caller)
  servePetalTraceLive(api, { caller, announcer, stopping })
  api.get(`${apiRoot}/openapi.json`, context => context.json(describeApi(options.version)))
  api.get(`${apiRoot}/events`, serveEvents(announcer, stopping))
  api.post(`${apiRoot}/tickets`, context => {
    const ticket = tickets.create()
    return context.json({ ticket, link: linkWith(ticket, port()) })
  })
  const { mcp } = options
  if (mcp !== undefined) api.all('/mcp', context => mcp(context.req.raw))
  return api
}

function limitBody(maxSize: number) {
  const onError = (context: Parameters<typeof refuse>[0]) =>
    refuse(context, 413, `One request may hold ${formatBytes(maxSize)} at most.${adviceOn(context.req.path)}`)
  return bodyLimit({ maxSize, onError })
}

/** A file that is named instead of sent may have any size. */
function adviceOn(path: string): string {
  if (path !== `${apiRoot}/imports`) return ''
  return ' "runback import" and imports.start read a file of any size from disk.'
}
