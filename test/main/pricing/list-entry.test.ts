import { calcPrice } from '@pydantic/genai-prices'
import { describe, expect, it } from 'vitest'
import type { Bucket, Usage } from '../../../src-main/contract/call.ts'
import { findListEntry } from '../../../src-main/pricing/list-entry.ts'
import { toListUsage } from '../../../src-main/pricing/list-usage.ts'
import { createRandom } from '../../support/random.ts'

const BUCKETS: readonly Bucket[] = [
  'textInput',
  'textCacheRead',
  'cacheWrite5m',
  'textOutput',
  'reasoning',
  'audioInput',
]
const DAY_MS = Date.UTC(2025, 9, 1)
const HOUR_MS = 3_600_000

/** One that is flat, one with steps, one that is cheaper at night, and one that charges each request. */
const MODELS = [
  ['openai', 'gpt-4.1'],
  ['openai', 'gpt-4o-audio-preview'],
  ['google', 'gemini-2.5-pro'],
  ['anthropic', 'claude-sonnet-4-5'],
  ['deepseek', 'deepseek-chat'],
  ['perplexity', 'sonar-pro'],
] as const

describe('an entry of the price list', () => {
  it.each(MODELS)(
    'asks for tokens of %s %s what the list itself asks, whatever they are and whenever',
    (providerId, model) => {
      const random = createRandom(7)
      for (let time = 0; time < 50; time++) {
        const atUnixMs = DAY_MS + random.below(24) * HOUR_MS
        const buckets: Usage['buckets'] = Object.fromEntries(
          BUCKETS.filter(() => random.below(2) === 1).map(bucket => [
            bucket,
            { confidence: 'exact', value: random.below(10 ** (1 + random.below(6))) },
          ]),
        )
        const timestamp = new Date(atUnixMs)
        const asked = calcPrice(toListUsage(buckets), model, { timestamp, providerId })?.total_price
        const dollars = findListEntry({ providerId, model, atUnixMs })?.dollarsFor(buckets, atUnixMs)
        expect(dollars).toBeCloseTo(asked ?? Number.NaN, 12)
      }
    },
  )

  it('is not there for a model the list does not have, however often it is asked', () => {
    const place = { providerId: 'openai', model: 'no-such-model', atUnixMs: DAY_MS }
    expect(findListEntry(place)).toBeUndefined()
    expect(findListEntry(place)).toBeUndefined()
  })
})
