import type { AttributeMap } from '../otlp/otlp-span.ts'
import type { ReportedUsage } from './meaning.ts'
import { countOf } from './read-attribute.ts'

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
  if (Object.values(counts).every(count => count === undefined)) return undefined
  return { ...counts, inputIncludesCache: includesCache(attributes, counts) }
}

function includesCache(
  attributes: AttributeMap,
  counts: Omit<ReportedUsage, 'inputIncludesCache'>,
): boolean | 'unsaid' {
  const { inputTokens, cacheReadTokens = 0, cacheWriteTokens = 0 } = counts
  if (inputTokens !== undefined && cacheReadTokens + cacheWriteTokens > inputTokens) return false
  return STANDARD_CACHE_KEYS.some(key => attributes.has(key)) ? true : 'unsaid'
}
