import type { MiddlewareHandler } from 'hono'
import { refuse } from './answer-problem.ts'
import { isSameSecret } from './same-secret.ts'

export function checkToken(token: string): MiddlewareHandler {
  return async (context, next) => {
    const [, given] = /^bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '') ?? []
    if (given === undefined || !isSameSecret(given, token)) {
      context.header('WWW-Authenticate', 'Bearer realm="runback"')
      return refuse(context, 401, 'A bearer token is needed. "runback token" prints it.')
    }
    return next()
  }
}
