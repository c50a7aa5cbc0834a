import { expect, test } from 'vitest'
import type { Bucket, Usage } from '../../../src-main/contract/call.ts'
import { priceCall } from '../../../src-main/pricing/price-call.ts'
import { listQuote } from '../../../src-main/pricing/price-list.ts'
import type { ReportedTokens, TokenDetails } from '../../../src-main/pricing/reported-tokens.ts'
import { usageVector } from '../../../src-main/pricing/usage-vector.ts'

const ROUNDS = 5_000
const PROMPT: readonly Bucket[] = [
  'textInput',
  'audioInput',
  'imageInput',
  'videoInput',
  'textCacheRead',
  'audioCacheRead',
  'imageCacheRead',
  'videoCacheRead',
  'cacheWrite5m',
  'cacheWrite1h',
]
const ANSWER: readonly Bucket[] = ['textOutput', 'reasoning', 'audioOutput', 'imageOutput', 'videoOutput']
const DETAILS: readonly (keyof TokenDetails)[] = [
  'cacheWrite5mTokens',
  'cacheWrite1hTokens',
  'audioInputTokens',
  'imageInputTokens',
  'videoInputTokens',
  'audioCacheReadTokens',
  'imageCacheReadTokens',
  'videoCacheReadTokens',
  'audioOutputTokens',
  'imageOutputTokens',
  'videoOutputTokens',
  'totalTokens',
]
const PROVIDERS = ['anthropic', 'openai', 'google.gemini', 'aws.bedrock', 'xai', undefined]
const MODELS = ['claude-sonnet-4-5', 'gpt-realtime', 'gemini-2.5-flash', 'gpt-image-1', 'sonar-deep-research']

/** A generator of its own, so that a failure can be made again. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

/** Counts that may contradict each other in every way there is. */
function anyTokens(random: () => number): ReportedTokens {
  const count = () => (random() < 0.35 ? undefined : Math.floor(random() * (random() < 0.5 ? 10 : 500_000)))
  const details = Object.fromEntries(DETAILS.map(name => [name, count()]))
  return {
    inputTokens: count(),
    outputTokens: count(),
    cacheReadTokens: count(),
    cacheWriteTokens: count(),
    reasoningTokens: count(),
    inputIncludesCache: random() < 0.3 ? 'unsaid' : random() < 0.5,
    ...(random() < 0.8 && { details }),
  }
}

function sumOf({ buckets }: Usage, names: readonly Bucket[]): number {
  return names.reduce((sum, name) => {
    const figure = buckets[name]
    return figure === undefined || figure.confidence === 'unknown' ? sum : sum + figure.value
  }, 0)
}

test('whatever is reported, no bucket is negative and together they are the totals', () => {
  const random = randomFrom(20_261_001)
  for (let round = 0; round < ROUNDS; round += 1) {
    const tokens = anyTokens(random)
    const usage = usageVector(tokens, PROVIDERS[round % PROVIDERS.length])
    const message = JSON.stringify({ tokens, usage })
    if (usage.input.confidence !== 'unknown') expect(sumOf(usage, PROMPT), message).toBe(usage.input.value)
    if (usage.output.confidence !== 'unknown') expect(sumOf(usage, ANSWER), message).toBe(usage.output.value)
    for (const figure of Object.values(usage.buckets)) {
      if (figure.confidence !== 'unknown') expect(figure.value, message).toBeGreaterThanOrEqual(0)
    }
  }
})

test('whatever is reported, it can be priced', () => {
  const random = randomFrom(7)
  for (let round = 0; round < ROUNDS; round += 1) {
    const model = MODELS[round % MODELS.length] ?? ''
    const usage = usageVector(anyTokens(random), undefined)
    const { cost } = priceCall({ provider: undefined, model, usage, kind: 'llm', atUnixMs: 1.79e12 })
    if (cost.confidence !== 'unknown') expect(cost.value).toBeGreaterThanOrEqual(0)
  }
})

test('the price of a bucket is that of its tokens alone', () => {
  const price = (buckets: Usage['buckets']) =>
    listQuote({ provider: 'openai', model: 'gpt-realtime', buckets, atUnixMs: 1.79e12 })?.dollars ?? 0
  const one = { confidence: 'exact', value: 1_000_000 } as const
  const all = { textInput: one, audioInput: one, audioCacheRead: one, textOutput: one, audioOutput: one }

  const alone = Object.keys(all).reduce((sum, name) => sum + price({ [name]: one }), 0)

  expect(price(all)).toBeCloseTo(alone, 6)
})
