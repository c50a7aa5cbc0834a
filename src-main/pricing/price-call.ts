import type { Usage } from '#contract/call.ts'
import type { Figure } from '#contract/figure.ts'
import type { SpanKind } from '#contract/span.ts'
import { isLocalModel } from './local-models.ts'
import { listQuote } from './price-list.ts'
import type { Quote } from './quote.ts'
import { noUserPrices, type UserPrices } from './user-prices.ts'

export interface PricedCall {
  readonly provider: string | undefined
  readonly model: string | undefined
  readonly usage: Usage
  /** An embedding has no output to pay for. */
  readonly kind: SpanKind
  readonly atUnixMs: number
}

/** Where a cost comes from, or what it lacks. */
export type PriceSource = 'user' | 'list' | 'local' | 'no-price' | 'no-model' | 'no-usage'

export interface CallPrice {
  /** Integer nano-dollars. */
  readonly cost: Figure
  readonly source: PriceSource
  /** One sentence on where the cost comes from, or why it is unknown. */
  readonly basis: string
}

const NANO_DOLLARS = 1e9

/** What a call cost on the day it was made: by the user's prices where one fits, by the list otherwise. Offline, always. */
export function priceCall(call: PricedCall, prices: UserPrices = noUserPrices): CallPrice {
  const { provider, model, usage, atUnixMs } = call
  const own = model === undefined ? undefined : { provider, model, buckets: usage.buckets, atUnixMs }
  const userQuote = own && prices.quote(own)
  if (userQuote === undefined && isLocalModel(provider, model)) {
    const basis = `Free: ${provider} runs on your own hardware.`
    return { cost: { confidence: 'derived', value: 0 }, source: 'local', basis }
  }
  if (own === undefined) return unknown('no-model', 'Unknown: the call names no model.')
  if (usage.input.confidence === 'unknown' && usage.output.confidence === 'unknown') {
    return unknown('no-usage', 'Unknown: no token counts were reported.')
  }
  const quote = userQuote ?? listQuote(own)
  if (quote !== undefined) return priced(call, quote, userQuote === undefined ? 'list' : 'user')
  const whose = provider === undefined ? '' : ` of ${provider}`
  return unknown('no-price', `Unknown: the price list has no ${model}${whose}.`)
}

function priced(call: PricedCall, quote: Quote, source: PriceSource): CallPrice {
  const doubts = [...quote.doubts, ...doubtsAbout(call, quote)]
  return {
    cost: {
      confidence: doubts.length === 0 ? 'derived' : 'estimated',
      value: toNanoDollars(quote.dollars),
    },
    source,
    basis: `${quote.name}${doubts.map(doubt => `, ${doubt}`).join('')}.`,
  }
}

/** Everything that may make the true cost another one. A gap counts only where it has a price of its own. */
function doubtsAbout({ provider, usage, kind }: PricedCall, { pricesApart }: Quote): string[] {
  const doubts: string[] = []
  const { buckets } = usage
  if (usage.input.confidence === 'unknown') doubts.push('without the input, whose tokens are unknown')
  else if (usage.cacheRead.confidence === 'unknown' && usage.cacheWrite.confidence === 'unknown') {
    if (pricesApart.cacheRead) doubts.push('as if nothing was cached, since no cache counts were reported')
  } else if (usage.freshInput.confidence === 'estimated') {
    doubts.push(`with ${provider ?? 'the provider'}'s usual way to count cached tokens`)
  }
  if (pricesApart.longCacheWrite && isGuess(buckets.cacheWrite5m)) {
    doubts.push('with cache writes at the five-minute price, since nobody told how long they live')
  }
  if (pricesApart.media && [buckets.audioInput, buckets.imageInput, buckets.videoInput].some(isGuess)) {
    doubts.push('as if only text was cached')
  }
  if (usage.output.confidence === 'unknown' && kind !== 'embedding' && pricesApart.output) {
    doubts.push('without the output, whose tokens are unknown')
  }
  return doubts
}

function isGuess(figure: Figure | undefined): boolean {
  return figure?.confidence === 'estimated'
}

/** Sums of binary fractions come out a hair beside a half; three decimals of a nano-dollar lay that to rest. */
function toNanoDollars(dollars: number): number {
  return Math.round(Number((dollars * NANO_DOLLARS).toFixed(3)))
}

function unknown(source: PriceSource, basis: string): CallPrice {
  return { cost: { confidence: 'unknown' }, source, basis }
}
