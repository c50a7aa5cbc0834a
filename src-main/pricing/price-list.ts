import type { Usage } from '#contract/call.ts'
import { findListEntry } from './list-entry.ts'
import { countIn, MEDIA } from './list-usage.ts'
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

/** What the list calls a provider. */
export function listProviderId(provider: string | undefined): string | undefined {
  return provider === undefined ? undefined : (LIST_NAMES.get(provider) ?? provider)
}

/** What the list asks for these tokens, or undefined when it does not know the model. */
export function listQuote({ provider, model, buckets, atUnixMs }: PricedTokens): Quote | undefined {
  const providerId = listProviderId(provider)
  const entry = findListEntry({ providerId, model, atUnixMs })
  if (entry === undefined) return undefined
  const { isPriced } = entry
  return {
    dollars: entry.dollarsFor(buckets, atUnixMs),
    name: entry.name,
    doubts: [
      ...(provider === undefined ? ['the provider is guessed from the model name'] : []),
      ...(entry.isOfAnother ? ["at the model maker's own price"] : []),
      ...gapsOf(buckets, isPriced),
    ],
    pricesApart: {
      cacheRead: isPriced('cache_read_mtok'),
      longCacheWrite: isPriced('cache_write_1h_mtok'),
      output: isPriced('output_mtok'),
      media: MEDIA.some(medium => isPriced(`input_${medium}_mtok`)),
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
