const MAX_LENGTH = 2048

/**
 * The address to hand to the operating system, or undefined when it must not see it. Only the web over TLS and mail:
 * any other scheme may start a program.
 */
export function externalLink(address: unknown): string | undefined {
  if (typeof address !== 'string' || address.length > MAX_LENGTH || hasHiddenCharacters(address))
    return undefined
  const url = URL.parse(address)
  if (url?.protocol === 'https:') return isPlainWebAddress(url, address) ? url.href : undefined
  // A mail may carry attachments and hidden readers in its query, which nobody reads in a dialog.
  if (url?.protocol === 'mailto:') return url.search === '' && url.hash === '' ? url.href : undefined
  return undefined
}

function isPlainWebAddress(url: URL, address: string): boolean {
  const hasNoUser = url.username === '' && url.password === ''
  return hasNoUser && url.hostname !== '' && /^https:\/\/[^/\\]/i.test(address)
}

/** Spaces, control characters and direction marks make an address read differently from what it is. */
function hasHiddenCharacters(address: string): boolean {
  return /[\s\p{Cc}\p{Cf}]/u.test(address)
}
