import type { MiddlewareHandler } from 'hono'
import { refuse } from './answer-problem.ts'

const ourNames = ['localhost', '127.0.0.1', '[::1]']

/** Refuses names that are not ours: a foreign name that resolves to loopback is how DNS rebinding gets in. */
export function checkHost(port: () => number): MiddlewareHandler {
  return async (context, next) => {
    const named = context.req.header('host')?.toLowerCase()
    const target = new URL(context.req.url).host
    if (!isOurs(named, port()) || !isOurs(target, port())) {
      return refuse(context, 421, 'This server answers to localhost, 127.0.0.1 and [::1] only.')
    }
    return next()
  }
}

/** The origin of pages this server served under the name it was asked by. */
export function originOf(host: string, port: number): string {
  return `http://${host.toLowerCase().replace(/:\d+$/, '')}:${port}`
}

function isOurs(host: string | undefined, port: number): boolean {
  return ourNames.some(name => host === name || host === `${name}:${port}`)
}
