import type { MiddlewareHandler } from 'hono'
import { refuse } from './answer-problem.ts'

/** A form on a foreign page can POST text/plain without asking first; it cannot send JSON. */
export function checkContentType(): MiddlewareHandler {
  return async (context, next) => {
    const carriesBody = ['POST', 'PUT', 'PATCH'].includes(context.req.method)
    const [mediaType = ''] = (context.req.header('content-type') ?? '').split(';')
    if (carriesBody && mediaType.trim().toLowerCase() !== 'application/json') {
      return refuse(context, 415, 'The body must be application/json.')
    }
    return next()
  }
}
