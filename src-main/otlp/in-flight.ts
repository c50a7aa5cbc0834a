import { createSlots } from './slots.ts'

/** Inflated bytes of all requests between a socket and an answer: the largest request, and room for others beside it. */
const MAX_IN_FLIGHT_BYTES = 96 * 1024 * 1024
/** What goes on beyond this waits for its turn, so that the memory of one large request is enough for many. */
export const LARGE_BYTES = 4 * 1024 * 1024
const WAIT_FOR_TURN_MS = 5_000

/** Memory that requests under way may take together. Receivers that share one are counted together. */
export interface InFlight {
  claim(): Claim
}

/** What one request holds. */
export interface Claim {
  /** False when the budget has no room; nothing is taken then. */
  grow(bytes: number): boolean
  /** Waits until no other large request is under way; false when that takes too long. Its sender waits meanwhile. */
  takeTurn(): Promise<boolean>
  /** Gives everything back; a second call changes nothing. */
  release(): void
}

export function createInFlight(maxBytes = MAX_IN_FLIGHT_BYTES, waitForTurnMs = WAIT_FOR_TURN_MS): InFlight {
  const turns = createSlots(1)
  let freeBytes = maxBytes
  return { claim }

  function claim(): Claim {
    let heldBytes = 0
    let endTurn = () => {}
    return {
      grow: bytes => {
        if (bytes > freeBytes) return false
        freeBytes -= bytes
        heldBytes += bytes
        return true
      },
      takeTurn: () =>
        new Promise(resolve => {
          const timer = setTimeout(() => {
            endTurn()
            resolve(false)
          }, waitForTurnMs)
          endTurn = turns.take(() => {
            clearTimeout(timer)
            resolve(true)
          })
        }),
      release: () => {
        freeBytes += heldBytes
        heldBytes = 0
        endTurn()
      },
    }
  }
}
