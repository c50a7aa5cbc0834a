import { isJsonObject, type JsonObject, type JsonValue } from '../base/json.ts'
import type { ReportedUsage } from './meaning.ts'

const MAX_COUNT = 1e9

/** A path into a usage object, tried in order; the names of all providers and frameworks together. */
const INPUT = [['input_tokens'], ['prompt_tokens'], ['input']]
const OUTPUT = [['output_tokens'], ['completion_tokens'], ['output']]
const CACHE_READ = [
  ['input_token_details', 'cache_read'],
  ['input_tokens_details', 'cached_tokens'],
  ['prompt_tokens_details', 'cached_tokens'],
  ['cache_read_input_tokens'],
  ['cached_content_token_count'],
  ['input_cached_tokens'],
  ['input_cache_read'],
  ['input_cache_read_tokens'],
]
const CACHE_WRITE = [
  ['input_token_details', 'cache_creation'],
  ['input_tokens_details', 'cache_write_tokens'],
  ['cache_creation_input_tokens'],
  ['input_cache_creation'],
  ['input_cache_creation_tokens'],
]
const REASONING = [
  ['output_token_details', 'reasoning'],
  ['output_tokens_details', 'reasoning_tokens'],
  ['completion_tokens_details', 'reasoning_tokens'],
  ['output_reasoning_tokens'],
  ['output_reasoning'],
]

/** The token counts within a usage object as JSON. */
export function reportedUsage(
  value: JsonValue | undefined,
  inputIncludesCache: ReportedUsage['inputIncludesCache'],
): ReportedUsage | undefined {
  if (!isJsonObject(value)) return undefined
  const counts = {
    inputTokens: countAt(value, INPUT),
    outputTokens: countAt(value, OUTPUT),
    cacheReadTokens: countAt(value, CACHE_READ),
    cacheWriteTokens: countAt(value, CACHE_WRITE),
    reasoningTokens: countAt(value, REASONING),
  }
  if (Object.values(counts).every(count => count === undefined)) return undefined
  const cached = (counts.cacheReadTokens ?? 0) + (counts.cacheWriteTokens ?? 0)
  const isBeside = counts.inputTokens !== undefined && cached > counts.inputTokens
  return { ...counts, inputIncludesCache: isBeside ? false : inputIncludesCache }
}

function countAt(object: JsonObject, paths: readonly (readonly string[])[]): number | undefined {
  for (const path of paths) {
    const value = path.reduce<JsonValue | undefined>(memberOf, object)
    if (typeof value === 'number' && value >= 0 && value <= MAX_COUNT) return Math.round(value)
  }
  return undefined
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}
