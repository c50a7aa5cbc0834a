import type { Session, WebContents } from 'electron'
import { mayLoad, mayNavigate, maySave, mayUse } from './app-origin.ts'

/** The page gets nothing from outside the app: no network, no device, no permission. */
export function lockSession(session: Session): void {
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !mayLoad(details.url) }))
  session.enableNetworkEmulation({ offline: true })
  session.setSpellCheckerEnabled(false)
  session.setPermissionRequestHandler((_contents, permission, callback) => callback(mayUse(permission)))
  session.setPermissionCheckHandler((_contents, permission) => mayUse(permission))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null))
  session.on('will-download', (event, item) => {
    if (!maySave(item.getURL())) event.preventDefault()
  })
}

/** The window keeps its page: it goes nowhere else and opens nothing. */
export function lockPage(contents: WebContents, offerLink: (url: string) => void): void {
  contents.on('will-navigate', details => keepPage(details))
  contents.on('will-frame-navigate', details => keepPage(details))
  contents.on('will-redirect', details => keepPage(details))
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    offerLink(url)
    return { action: 'deny' }
  })
}

function keepPage(details: { readonly url: string; preventDefault(): void }): void {
  if (!mayNavigate(details.url)) details.preventDefault()
}
