import type { AttributeMap } from '../otlp/otlp-span.ts'
import type { ReportedUsage, UsageDetails } from './meaning.ts'
import { countOf } from './read-attribute.ts'
import { usageFrom } from './span-meaning.ts'

/** Since v1.40 these exist, and count within the input tokens. The last one is the newest name of the second. */
const STANDARD_CACHE_KEYS = [
  'gen_ai.usage.cache_read.input_tokens',
  'gen_ai.usage.cache_creation.input_tokens',
  'gen_ai.usage.cache_write.input_tokens',
]

export function readGenAiUsage(attributes: AttributeMap): ReportedUsage | undefined {
  const counts = {
    inputTokens: countOf(attributes, 'gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens'),
    outputTokens: countOf(attributes, 'gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens'),
    cacheReadTokens: countOf(
      attributes,
      'gen_ai.usage.cache_read.input_tokens',
      'gen_ai.usage.cache_read_input_tokens',
      'gen_ai.usage.details.cache_read_tokens',
      'gen_ai.usage.prompt_tokens_details.cached_tokens',
      'gen_ai.usage.input_tokens.cached',
      'gen_ai.usage.cached_input_tokens',
    ),
    cacheWriteTokens: countOf(
      attributes,
      'gen_ai.usage.cache_write.input_tokens',
      'gen_ai.usage.cache_creation.input_tokens',
      'gen_ai.usage.cache_creation_input_tokens',
      'gen_ai.usage.cache_write_input_tokens',
      'gen_ai.usage.details.cache_write_tokens',
    ),
    reasoningTokens: countOf(
      attributes,
      'gen_ai.usage.reasoning.output_tokens',
      'gen_ai.usage.reasoning_tokens',
      'gen_ai.usage.details.reasoning_tokens',
      'gen_ai.usage.completion_tokens_details.reasoning_tokens',
    ),
  }
  return usageFrom({ ...counts, details: readDetails(attributes) }, includesCache(attributes, counts))
}

/** What many spans never tell, under the standard's names and those of the SDKs that came before. */
const DETAILS: readonly (readonly [keyof UsageDetails, readonly string[]])[] = [
  [
    'cacheWrite5mTokens',
    [
      'gen_ai.usage.details.ephemeral_5m_input_tokens',
      'gen_ai.usage.cache_creation.ephemeral_5m_input_tokens',
    ],
  ],
  [
    'cacheWrite1hTokens',
    [
      'gen_ai.usage.details.ephemeral_1h_input_tokens',
      'gen_ai.usage.cache_creation.ephemeral_1h_input_tokens',
    ],
  ],
  ['audioInputTokens', ['gen_ai.usage.audio.input_tokens', 'gen_ai.usage.details.input_audio_tokens']],
  ['imageInputTokens', ['gen_ai.usage.image.input_tokens', 'gen_ai.usage.details.input_image_tokens']],
  [
    'audioCacheReadTokens',
    ['gen_ai.usage.audio.cache_read.input_tokens', 'gen_ai.usage.details.cache_audio_read_tokens'],
  ],
  ['imageCacheReadTokens', ['gen_ai.usage.image.cache_read.input_tokens']],
  ['audioOutputTokens', ['gen_ai.usage.audio.output_tokens', 'gen_ai.usage.details.output_audio_tokens']],
  ['imageOutputTokens', ['gen_ai.usage.image.output_tokens']],
  ['totalTokens', ['gen_ai.usage.total_tokens']],
]

function readDetails(attributes: AttributeMap): UsageDetails | undefined {
  let details: Record<string, number> | undefined
  for (const [name, keys] of DETAILS) {
    const count = countOf(attributes, ...keys)
    if (count === undefined) continue
    details ??= {}
    details[name] = count
  }
  return details
}

function includesCache(
  attributes: AttributeMap,
  counts: Omit<ReportedUsage, 'inputIncludesCache'>,
): boolean | 'unsaid' {
  const { inputTokens, cacheReadTokens = 0, cacheWriteTokens = 0 } = counts
  if (inputTokens !== undefined && cacheReadTokens + cacheWriteTokens > inputTokens) return false
  return STANDARD_CACHE_KEYS.some(key => attributes.has(key)) ? true : 'unsaid'
}
