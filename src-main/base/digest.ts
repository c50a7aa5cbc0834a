import { createHash } from 'node:crypto'

/** The first bytes of a SHA-256, in hex: the same text always gives the same id. */
export function digestHex(text: string, bytes: number): string {
  return createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, 2 * bytes)
}
