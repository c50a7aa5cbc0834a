import type { MiddlewareHandler } from 'hono'
import { contentSecurityPolicy } from './content-security.ts'
import type { RendererFiles } from './renderer-files.ts'

/** The page itself is public: it holds no data until it has exchanged a ticket. */
export function servePages(files: RendererFiles): MiddlewareHandler {
  const policy = contentSecurityPolicy('self')
  return async (context, next) => {
    const file = context.req.method === 'GET' ? files.get(context.req.path) : undefined
    if (file === undefined) return next()
    return context.body(file.bytes, 200, {
      'Content-Type': file.contentType,
      'Content-Security-Policy': policy,
    })
  }
}
