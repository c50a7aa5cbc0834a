import type { MiddlewareHandler } from 'hono'
import { refuse } from './answer-problem.ts'
import { originOf } from './check-host.ts'

/** Refuses pages of other origins. Programs send no Origin; our own page sends ours. */
export function checkOrigin(port: () => number): MiddlewareHandler {
  return async (context, next) => {
    const origin = context.req.header('origin')
    const own = originOf(context.req.header('host') ?? '', port())
    if (origin !== undefined && origin !== own) {
      return refuse(context, 403, 'Pages of other origins get nothing here.')
    }
    return next()
  }
}
