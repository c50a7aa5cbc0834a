import { calcPrice } from '@pydantic/genai-prices'
import type { Bucket, Usage } from '#contract/call.ts'
import type { Quote } from './quote.ts'

/** Our provider names → those of the price list, where they differ. */
const LIST_NAMES: ReadonlyMap<string, string> = new Map([
  ['azure.openai', 'azure'],
  ['azure.inference', 'azure'],
  ['google.gemini', 'google'],
  ['google.vertex', 'google'],
  ['aws.bedrock', 'aws'],
  ['xai', 'x-ai'],
  ['moonshot', 'moonshotai'],
  ['moonshotai', 'moonshotai'],
])

export interface PricedTokens {
  readonly provider: string | undefined
  readonly model: string
  readonly buckets: Usage['buckets']
  readonly atUnixMs: number
}

/**
 * What the list asks for these tokens, or undefined when it does not know the model.
 * The list is the one that came with the package: it goes to the network only after `updatePrices`, which nobody calls.
 */
export function listQuote({ provider, model, buckets, atUnixMs }: PricedTokens): Quote | undefined {
  const timestamp = new Date(atUnixMs)
  const providerId = provider === undefined ? undefined : (LIST_NAMES.get(provider) ?? provider)
  const place = providerId === undefined ? { timestamp } : { timestamp, providerId }
  const price = calcPrice(toListUsage(buckets), model, place) ?? undefined
  if (price === undefined) return undefined
  const isPriced = (key: string) => price.model_price[key] !== undefined
  const isOfAnother = !price.provider.models.includes(price.model)
  return {
    dollars: price.total_price,
    name: `List price of ${price.provider.name} ${price.model.id}`,
    doubts: [
      ...(provider === undefined ? ['the provider is guessed from the model name'] : []),
      ...(isOfAnother ? ["at the model maker's own price"] : []),
      ...gapsOf(buckets, isPriced),
    ],
    pricesApart: {
      cacheRead: isPriced('cache_read_mtok'),
      longCacheWrite: isPriced('cache_write_1h_mtok'),
      output: isPriced('output_mtok'),
      media: ['audio', 'image', 'video'].some(medium => isPriced(`input_${medium}_mtok`)),
    },
  }
}

/** What the list leaves out though providers are known to charge it apart. */
function gapsOf(buckets: Usage['buckets'], isPriced: (key: string) => boolean): string[] {
  const hasLongWrites = countIn(buckets, 'cacheWrite1h') > 0 && isPriced('cache_write_mtok')
  const hasAudio = (['audioInput', 'audioCacheRead', 'audioOutput'] as const).some(
    name => countIn(buckets, name) > 0,
  )
  const isAudioPriced = isPriced('input_audio_mtok') || isPriced('output_audio_mtok')
  return [
    ...(hasLongWrites && !isPriced('cache_write_1h_mtok')
      ? ['with one-hour cache writes at the price of short ones']
      : []),
    ...(hasAudio && !isAudioPriced ? ['with audio at the price of text'] : []),
  ]
}

const MEDIA = ['audio', 'image', 'video'] as const

/** The list counts a part within each of its wholes, and wants to know even the parts that are empty. */
function toListUsage(buckets: Usage['buckets']): Record<string, number> {
  const count = (...names: readonly Bucket[]) => names.reduce((sum, name) => sum + countIn(buckets, name), 0)
  const cacheRead = count('textCacheRead', 'audioCacheRead', 'imageCacheRead', 'videoCacheRead')
  const cacheWrite = count('cacheWrite5m', 'cacheWrite1h')
  const media = MEDIA.map(medium => ({
    medium,
    fresh: count(`${medium}Input`),
    cached: count(`${medium}CacheRead`),
    answered: count(`${medium}Output`),
  }))
  const sum = (part: 'fresh' | 'answered') => media.reduce((total, each) => total + each[part], 0)
  const usage: Record<string, number> = {
    input_tokens: count('textInput') + sum('fresh') + cacheRead + cacheWrite,
    cache_read_tokens: cacheRead,
    cache_write_tokens: cacheWrite,
    cache_write_5m_tokens: count('cacheWrite5m'),
    cache_write_1h_tokens: count('cacheWrite1h'),
    output_tokens: count('textOutput', 'reasoning') + sum('answered'),
    output_reasoning_tokens: count('reasoning'),
  }
  for (const { medium, fresh, cached, answered } of media) {
    if (fresh + cached > 0) {
      usage[`input_${medium}_tokens`] = fresh + cached
      usage[`cache_${medium}_read_tokens`] = cached
      usage[`cache_${medium}_write_tokens`] = 0
    }
    if (answered > 0) {
      usage[`output_${medium}_tokens`] = answered
      usage[`output_${medium}_reasoning_tokens`] = 0
    }
  }
  return usage
}

function countIn(buckets: Usage['buckets'], name: Bucket): number {
  const figure = buckets[name]
  return figure === undefined || figure.confidence === 'unknown' ? 0 : figure.value
}
