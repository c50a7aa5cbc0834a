import type { MiddlewareHandler } from 'hono'

const onEveryAnswer = {
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
}

/** Answers are data: even when one is opened as a page, nothing in it may run or load. */
const apiPolicy = "sandbox; default-src 'none'"

export function addResponseHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(onEveryAnswer)) context.header(name, value)
    if (!context.res.headers.has('Content-Security-Policy')) {
      context.header('Content-Security-Policy', apiPolicy)
    }
  }
}
