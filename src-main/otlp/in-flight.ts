/** Inflated bytes of all requests between a socket and an answer. */
export const MAX_IN_FLIGHT_BYTES = 256 * 1024 * 1024

/** Memory that requests under way may take together. Receivers that share one are counted together. */
export interface InFlight {
  claim(): Claim
}

/** What one request holds. */
export interface Claim {
  /** False when the budget has no room; nothing is taken then. */
  grow(bytes: number): boolean
  /** Gives everything back; a second call changes nothing. */
  release(): void
}

export function createInFlight(maxBytes: number = MAX_IN_FLIGHT_BYTES): InFlight {
  let freeBytes = maxBytes
  return { claim }

  function claim(): Claim {
    let heldBytes = 0
    return {
      grow: bytes => {
        if (bytes > freeBytes) return false
        freeBytes -= bytes
        heldBytes += bytes
        return true
      },
      release: () => {
        freeBytes += heldBytes
        heldBytes = 0
      },
    }
  }
}
