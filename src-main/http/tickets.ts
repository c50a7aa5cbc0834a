import { randomBytes } from 'node:crypto'
import { isSameSecret } from './same-secret.ts'

const lifetimeMs = 10 * 60_000
const outstandingAtMost = 64

/** One-time passes that a link carries, so that the token itself never stands in a link. */
export interface Tickets {
  create(): string
  /** Whether the ticket was good. It is not, from now on. */
  redeem(ticket: string): boolean
}

export function createTickets(now: () => number = Date.now): Tickets {
  const expiries = new Map<string, number>()

  function dropExpired(): void {
    for (const [ticket, expiresAt] of expiries) {
      if (expiresAt <= now() || expiries.size >= outstandingAtMost) expiries.delete(ticket)
    }
  }

  return {
    create() {
      dropExpired()
      const ticket = randomBytes(32).toString('base64url')
      expiries.set(ticket, now() + lifetimeMs)
      return ticket
    },
    redeem(given) {
      const found = [...expiries].filter(([ticket]) => isSameSecret(given, ticket))
      for (const [ticket] of found) expiries.delete(ticket)
      return found.some(([, expiresAt]) => expiresAt > now())
    },
  }
}

/** The ticket stands in the fragment, which browsers keep to themselves. */
export function linkWith(ticket: string, port: number): string {
  return `http://127.0.0.1:${port}/#ticket=${ticket}`
}
