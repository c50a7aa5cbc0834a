import { countedCost } from '../pricing/counted-cost.ts'
import { priceCall } from '../pricing/price-call.ts'
import type { StoreWriter } from '../store/open-store.ts'
import type { NewPrice, PricedRecord, RepricedSlice } from '../store/reprice.ts'
import { pricesOf } from './prices-of.ts'

/** A few milliseconds of work: senders wait no longer than that. */
const CALLS_AT_ONCE = 500

/** Prices some recorded calls again, as if they came in now. */
export function repriceSlice(
  store: StoreWriter,
  { after, dryRun }: { readonly after: number; readonly dryRun: boolean },
): { readonly slice: RepricedSlice; readonly changedRunIds: readonly string[] } {
  const prices = pricesOf(store)
  const priceOf = (call: PricedRecord): NewPrice => {
    const price = priceCall(call, prices)
    const counted = countedCost(price.cost, { cost: call.reportedCost, isBilled: call.isCostBilled })
    return {
      cost: counted.cost,
      isReported: counted.isReported,
      priceSource: price.source,
      costBasis: price.basis,
    }
  }
  return store.reprice({ after, limit: CALLS_AT_ONCE, dryRun }, priceOf)
}
