import { protocol } from 'electron'
import type { RendererFiles } from '../http/renderer-files.ts'
import { answerAppRequest } from './answer-app-request.ts'
import { APP_SCHEME } from './app-origin.ts'

/** Must run before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

export function serveRenderer(files: RendererFiles): void {
  protocol.handle(APP_SCHEME, request => answerAppRequest(files, request.method, request.url))
}
