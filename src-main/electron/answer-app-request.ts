import { contentSecurityPolicy } from '../http/content-security.ts'
import type { RendererFiles } from '../http/renderer-files.ts'
import { APP_ORIGIN } from './app-origin.ts'

const HEADERS = {
  'content-security-policy': contentSecurityPolicy('none'),
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

/** Looks the file up in the list of built files, so no path from a URL ever reaches the disk. */
export function answerAppRequest(files: RendererFiles, method: string, address: string): Response {
  const url = new URL(address)
  const file = address.startsWith(`${APP_ORIGIN}/`) ? files.get(url.pathname) : undefined
  if (file === undefined) return new Response('Not found', { status: 404, headers: HEADERS })
  if (method !== 'GET') return new Response('Only GET', { status: 405, headers: HEADERS })
  return new Response(file.bytes, {
    headers: { ...HEADERS, 'content-type': file.contentType },
  })
}
