import { isJsonObject, type JsonObject, type JsonValue } from '../base/json.ts'
import { geminiUsage, isGeminiUsage } from './gemini-usage.ts'
import type { ReportedUsage } from './meaning.ts'
import { usageFrom } from './span-meaning.ts'
import { countAt, usageDetails } from './usage-details.ts'

/** A path into a usage object, tried in order; the names of all providers and frameworks together. */
const INPUT = [
  ['billed_units', 'input_tokens'],
  ['input_tokens'],
  ['prompt_tokens'],
  ['inputTokens'],
  ['promptTokens'],
  ['inputTextTokenCount'],
  ['prompt_eval_count'],
  ['input'],
]
const OUTPUT = [
  ['billed_units', 'output_tokens'],
  ['output_tokens'],
  ['completion_tokens'],
  ['outputTokens'],
  ['completionTokens'],
  ['eval_count'],
  ['output'],
]
const CACHE_READ = [
  ['input_token_details', 'cache_read'],
  ['input_token_details', 'cached_tokens'],
  ['input_tokens_details', 'cached_tokens'],
  ['prompt_tokens_details', 'cached_tokens'],
  ['cache_read_input_tokens'],
  ['cacheReadInputTokens'],
  ['cacheReadInputTokenCount'],
  ['prompt_cache_hit_tokens'],
  ['cached_content_token_count'],
  ['cached_tokens'],
  ['num_cached_tokens'],
  ['input_cached_tokens'],
  ['input_cache_read'],
  ['input_cache_read_tokens'],
]
const CACHE_WRITE = [
  ['input_token_details', 'cache_creation'],
  ['input_tokens_details', 'cache_write_tokens'],
  ['prompt_tokens_details', 'cache_write_tokens'],
  ['prompt_tokens_details', 'cache_creation_tokens'],
  ['cache_creation_input_tokens'],
  ['cacheWriteInputTokens'],
  ['cacheWriteInputTokenCount'],
  ['input_cache_creation'],
  ['input_cache_creation_tokens'],
]
const REASONING = [
  ['output_token_details', 'reasoning'],
  ['output_tokens_details', 'reasoning_tokens'],
  ['output_tokens_details', 'thinking_tokens'],
  ['completion_tokens_details', 'reasoning_tokens'],
  ['reasoning_tokens'],
  ['output_reasoning_tokens'],
  ['output_reasoning'],
]

/** The token counts within a usage object as JSON, whichever provider sent it. */
export function reportedUsage(
  value: JsonValue | undefined,
  inputIncludesCache: ReportedUsage['inputIncludesCache'],
): ReportedUsage | undefined {
  if (!isJsonObject(value)) return undefined
  if (isGeminiUsage(value)) return geminiUsage(value)
  const counts = {
    inputTokens: countAt(value, INPUT),
    outputTokens: countAt(value, OUTPUT),
    cacheReadTokens: countAt(value, CACHE_READ),
    cacheWriteTokens: countAt(value, CACHE_WRITE),
    reasoningTokens: countAt(value, REASONING),
  }
  const { inputTokens, cacheReadTokens = 0, cacheWriteTokens = 0 } = counts
  const isBeside = inputTokens !== undefined && cacheReadTokens + cacheWriteTokens > inputTokens
  const rule = inputIncludesCache === 'unsaid' ? ruleOfShape(value) : inputIncludesCache
  const usage = usageFrom(counts, isBeside ? false : rule)
  const details = usage && usageDetails(value)
  return usage && details ? { ...usage, details } : usage
}

/** Two shapes are always meant one way: Anthropic's, beside the input, and OpenAI's details, which are parts of it. */
function ruleOfShape(usage: JsonObject): ReportedUsage['inputIncludesCache'] {
  if (isJsonObject(usage.cache_creation)) return false
  return isJsonObject(usage.prompt_tokens_details) || isJsonObject(usage.input_tokens_details) || 'unsaid'
}
