/**
 * Chromium cannot be taught a scheme from outside, so `app://host/` is shown to it as an https origin that no resolver
 * knows. Both are secure standard origins, so 'self', paths and CSP mean the same.
 */
const SUFFIX = '.app.invalid'

export function toChromium(address: string): string {
  const [, host, rest] = /^app:\/\/([^/?#]*)(.*)$/s.exec(address) ?? []
  return host === undefined ? address : `https://${host}${SUFFIX}${rest}`
}

export function toElectron(address: string): string {
  const url = URL.parse(address)
  if (url?.protocol !== 'https:' || !url.hostname.endsWith(SUFFIX)) return address
  return `app://${url.hostname.slice(0, -SUFFIX.length)}${url.href.slice(url.origin.length)}`
}

/** What Electron says is the origin of a frame that shows this address. */
export function originOf(address: string): string {
  const url = URL.parse(address)
  if (url === null) return 'null'
  return url.protocol === 'app:' ? `app://${url.hostname}` : url.origin
}
