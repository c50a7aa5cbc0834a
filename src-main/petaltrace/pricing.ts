import type { Caller } from '#contract/caller.ts'

interface PriceWishes {
  readonly provider?: string | undefined
  readonly model?: string | undefined
}

/** The prices the user set. The list that holds for everything else has too many to name. */
export async function readPricing(caller: Caller, { provider, model }: PriceWishes) {
  const { prices, list } = await caller.call('prices.list', {})
  const entries = prices
    .filter(price => provider === undefined || price.provider === provider)
    .filter(price => model === undefined || price.model === model)
    .map(price => ({
      provider: price.provider ?? '',
      model: price.model,
      input_per_1m: price.input,
      output_per_1m: price.output,
      ...(price.cacheRead === null ? {} : { cache_read_per_1m: price.cacheRead }),
      ...(price.cacheWrite5m === null ? {} : { cache_write_per_1m: price.cacheWrite5m }),
    }))
  return {
    entries,
    by_provider: Object.groupBy(entries, entry => entry.provider),
    updated_at: list.date,
    price_list: list.name,
  }
}
