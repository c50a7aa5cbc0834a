/** What a page of ours may load and do. `connect` is 'none' where the page talks over a bridge. */
export function contentSecurityPolicy(connect: 'none' | 'self'): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    // Recorded sounds are played from their own bytes.
    'media-src blob:',
    "font-src 'self'",
    `connect-src '${connect}'`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}
