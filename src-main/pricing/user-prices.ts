import type { Bucket, Usage } from '#contract/call.ts'
import type { UserPrice } from '#contract/price.ts'
import type { PricedTokens } from './price-list.ts'
import type { Quote } from './quote.ts'

const DAY_MS = 86_400_000
const TOKENS_OF_A_PRICE = 1_000_000

/** The prices a user set, ready to be asked. */
export interface UserPrices {
  quote(tokens: PricedTokens): Quote | undefined
}

interface Rule {
  readonly price: UserPrice
  readonly pattern: RegExp
  readonly fromMs: number
}

/** The narrowest price that fits is taken, and of several that are as narrow the latest. */
export function userPrices(prices: readonly UserPrice[]): UserPrices {
  const rules = prices.map(toRule).sort(compareRules)
  return {
    quote(tokens) {
      const rule = rules.find(each => isFor(each, tokens))
      return rule && toQuote(rule.price, tokens.buckets)
    },
  }
}

export const noUserPrices: UserPrices = userPrices([])

function toRule(price: UserPrice): Rule {
  const literal = price.model.split('*').map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return {
    price,
    pattern: new RegExp(`^${literal.join('.*')}$`, 'i'),
    fromMs: price.validFrom === null ? Number.NEGATIVE_INFINITY : Date.parse(price.validFrom),
  }
}

function compareRules(left: Rule, right: Rule): number {
  const width = (rule: Rule) => (rule.price.model.includes('*') ? 1 : 0)
  const length = (rule: Rule) => rule.price.model.replaceAll('*', '').length
  const ofAny = (rule: Rule) => (rule.price.provider === null ? 1 : 0)
  return (
    width(left) - width(right) ||
    length(right) - length(left) ||
    ofAny(left) - ofAny(right) ||
    (left.fromMs === right.fromMs ? 0 : right.fromMs - left.fromMs)
  )
}

function isFor({ price, pattern, fromMs }: Rule, { provider, model, atUnixMs }: PricedTokens): boolean {
  const isOfProvider = price.provider === null || price.provider.toLowerCase() === provider
  return isOfProvider && fromMs <= dayOf(atUnixMs) && pattern.test(model)
}

function dayOf(atUnixMs: number): number {
  return Math.floor(atUnixMs / DAY_MS) * DAY_MS
}

function toQuote(price: UserPrice, buckets: Usage['buckets']): Quote {
  const perMillion = pricesOf(price)
  // Keys of a partial record read back as text.
  const names = Object.keys(buckets) as Bucket[]
  const dollars = names.reduce((sum, name) => {
    const figure = buckets[name]
    return figure === undefined || figure.confidence === 'unknown'
      ? sum
      : sum + figure.value * perMillion[name]
  }, 0)
  return {
    dollars: dollars / TOKENS_OF_A_PRICE,
    name: `Your price for ${price.provider === null ? '' : `${price.provider} `}${price.model}`,
    doubts: [],
    pricesApart: {
      cacheRead: price.cacheRead !== null && price.cacheRead !== price.input,
      longCacheWrite: price.cacheWrite1h !== null && price.cacheWrite1h !== price.cacheWrite5m,
      output: price.output > 0,
      media: price.audioInput !== null && price.audioInput !== price.input,
    },
  }
}

function pricesOf(price: UserPrice): Readonly<Record<Bucket, number>> {
  const { input, output } = price
  const cacheRead = price.cacheRead ?? input
  const cacheWrite5m = price.cacheWrite5m ?? input
  const audioInput = price.audioInput ?? input
  return {
    textInput: input,
    audioInput,
    imageInput: input,
    videoInput: input,
    textCacheRead: cacheRead,
    audioCacheRead: price.cacheRead ?? audioInput,
    imageCacheRead: cacheRead,
    videoCacheRead: cacheRead,
    cacheWrite5m,
    cacheWrite1h: price.cacheWrite1h ?? cacheWrite5m,
    textOutput: output,
    reasoning: price.reasoning ?? output,
    audioOutput: price.audioOutput ?? output,
    imageOutput: output,
    videoOutput: output,
  }
}
