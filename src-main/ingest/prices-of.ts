import { priceFileOf, readPriceFile, stampOf } from '../pricing/price-file.ts'
import { noUserPrices, type UserPrices, userPrices } from '../pricing/user-prices.ts'
import type { StoreWriter } from '../store/open-store.ts'

/** How long a file that someone edits may go unseen while spans come in. */
const LOOK_AFTER_MS = 1_000

interface Known {
  readonly prices: UserPrices
  readonly stamp: string
  lookedMs: number
}

const known = new WeakMap<StoreWriter, Known>()

/** The user's prices as the file beside the store has them now. */
export function pricesOf(store: StoreWriter): UserPrices {
  const before = known.get(store)
  const nowMs = performance.now()
  if (before !== undefined && nowMs - before.lookedMs < LOOK_AFTER_MS) return before.prices
  const path = priceFileOf(store.path)
  const stamp = stampOf(path)
  if (before?.stamp === stamp) {
    before.lookedMs = nowMs
    return before.prices
  }
  const prices = readPrices(path)
  known.set(store, { prices, stamp, lookedMs: nowMs })
  return prices
}

/** Call when the file was changed: the next span has the new prices. */
export function forgetPrices(store: StoreWriter): void {
  known.delete(store)
}

/** A file that cannot be read at all is no reason to refuse spans; `prices.list` tells of it. */
function readPrices(path: string): UserPrices {
  try {
    return userPrices(readPriceFile(path).prices)
  } catch {
    return noUserPrices
  }
}
