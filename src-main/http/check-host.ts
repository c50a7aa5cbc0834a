import type { MiddlewareHandler } from 'hono'
import { isLoopbackHost } from '../base/loopback.ts'
import { refuse } from './answer-problem.ts'

/** Refuses names that are not ours: a foreign name that resolves to loopback is how DNS rebinding gets in. */
export function checkHost(port: () => number): MiddlewareHandler {
  return async (context, next) => {
    const named = context.req.header('host')
    const target = new URL(context.req.url).host
    if (!isLoopbackHost(named, port()) || !isLoopbackHost(target, port())) {
      return refuse(context, 421, 'This server answers to localhost, 127.0.0.1 and [::1] only.')
    }
    return next()
  }
}

/** The origin of pages this server served under the name it was asked by. */
export function originOf(host: string, port: number): string {
  return `http://${host.toLowerCase().replace(/:\d+$/, '')}:${port}`
}
