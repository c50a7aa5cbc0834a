export const APP_SCHEME = 'app'
export const APP_ORIGIN = 'app://runback'
export const APP_PAGE = 'app://runback/index.html'

const LOCAL_SCHEMES = ['app:', 'devtools:', 'blob:', 'data:']

/** The page has no network: everything it may load is in the app or was made by the page itself. */
export function mayLoad(url: string): boolean {
  return LOCAL_SCHEMES.some(scheme => url.startsWith(scheme))
}

/** The window shows one page for ever; only reloading it counts as a navigation that may happen. */
export function mayNavigate(url: string): boolean {
  return withoutHash(url) === APP_PAGE
}

function withoutHash(url: string): string {
  return url.split('#', 1)[0] ?? ''
}

/** A download is a file that the page made itself; the user is asked where it goes. */
export function maySave(url: string): boolean {
  return url.startsWith(`blob:${APP_ORIGIN}/`)
}

/** Copying a text is the one browser permission the page needs. */
export function mayUse(permission: string): boolean {
  return permission === 'clipboard-sanitized-write'
}

/** A frame as Electron tells of it, so far as trust depends on it. */
interface Frame {
  readonly origin: string
  readonly parent: object | null
}

/** Null is the frame of a page that was left in the meantime. */
export function isOurPage(frame: Frame | null): boolean {
  return frame !== null && frame.parent === null && frame.origin === APP_ORIGIN
}
