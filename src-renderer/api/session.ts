const TOKEN_KEY = 'runback-token'

/** What is left to do before the API may be asked. */
export interface TokenStore {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/** The one-time ticket in the link `runback open` prints, or undefined. */
export function ticketOf(hash: string): string | undefined {
  const match = /^#ticket=([^&]+)/.exec(hash)
  return match?.[1] === undefined ? undefined : decodeURIComponent(match[1])
}

/** Exchanges a ticket for a token. A used-up or foreign ticket gives undefined. */
export async function redeemTicket(base: string, ticket: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${base}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ticket }),
    })
    if (!response.ok) return undefined
    const answer: unknown = await response.json()
    if (typeof answer !== 'object' || answer === null || !('token' in answer)) return undefined
    return typeof answer.token === 'string' ? answer.token : undefined
  } catch {
    return undefined
  }
}

export function keepToken(store: TokenStore, token: string): void {
  store.setItem(TOKEN_KEY, token)
}

export function keptToken(store: TokenStore): string | undefined {
  return store.getItem(TOKEN_KEY) ?? undefined
}

export function forgetToken(store: TokenStore): void {
  store.removeItem(TOKEN_KEY)
}
