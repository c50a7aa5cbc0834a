import { isJsonObject, isList, type JsonObject, type JsonValue } from '../base/json.ts'
import type { UsageDetails } from './meaning.ts'

const MAX_COUNT = 1e9

type Path = readonly string[]

/** Tried in order; the names of all providers and frameworks together. */
const PATHS: Readonly<Record<keyof UsageDetails, readonly Path[]>> = {
  cacheWrite5mTokens: [
    ['cache_creation', 'ephemeral_5m_input_tokens'],
    ['input_token_details', 'ephemeral_5m_input_tokens'],
    ['claude_cache_creation_5_m_tokens'],
  ],
  cacheWrite1hTokens: [
    ['cache_creation', 'ephemeral_1h_input_tokens'],
    ['input_token_details', 'ephemeral_1h_input_tokens'],
    ['claude_cache_creation_1_h_tokens'],
  ],
  audioInputTokens: inputPaths('audio'),
  imageInputTokens: inputPaths('image'),
  videoInputTokens: inputPaths('video'),
  audioCacheReadTokens: cachedPaths('audio'),
  imageCacheReadTokens: cachedPaths('image'),
  videoCacheReadTokens: cachedPaths('video'),
  audioOutputTokens: outputPaths('audio'),
  imageOutputTokens: outputPaths('image'),
  videoOutputTokens: outputPaths('video'),
  totalTokens: [['total_tokens'], ['totalTokens'], ['totalTokenCount'], ['total_token_count'], ['total']],
}

type Medium = 'audio' | 'image' | 'video'

function inputPaths(medium: Medium): Path[] {
  const details = ['prompt_tokens_details', 'input_tokens_details', 'input_token_details']
  return [...details.map(name => [name, `${medium}_tokens`]), ['input_token_details', medium]]
}

function cachedPaths(medium: Medium): Path[] {
  const details = ['prompt_tokens_details', 'input_tokens_details', 'input_token_details']
  return details.map(name => [name, 'cached_tokens_details', `${medium}_tokens`])
}

function outputPaths(medium: Medium): Path[] {
  const details = ['completion_tokens_details', 'output_tokens_details', 'output_token_details']
  return [...details.map(name => [name, `${medium}_tokens`]), ['output_token_details', medium]]
}

/** What a usage object says beyond the plain counts. Undefined when that is nothing. */
export function usageDetails(usage: JsonObject): UsageDetails | undefined {
  const told: [string, number][] = []
  for (const [name, paths] of Object.entries(PATHS)) {
    const count = countAt(usage, paths)
    if (count !== undefined) told.push([name, count])
  }
  const details: UsageDetails = { ...cacheLifetimes(usage), ...Object.fromEntries(told) }
  return Object.keys(details).length === 0 ? undefined : details
}

/** Bedrock lists cache writes by how long they live. */
function cacheLifetimes({ cacheDetails }: JsonObject): UsageDetails {
  if (!isList(cacheDetails)) return {}
  const lasting = (ttl: string) =>
    cacheDetails
      .filter(isJsonObject)
      .filter(detail => detail.ttl === ttl)
      .reduce((sum, detail) => sum + (toCount(detail.inputTokens) ?? 0), 0)
  return { cacheWrite5mTokens: lasting('5m'), cacheWrite1hTokens: lasting('1h') }
}

/** The first count that is not zero: some gateways fill the names they do not use with zeros. */
export function countAt(object: JsonObject, paths: readonly Path[]): number | undefined {
  let zero: number | undefined
  for (const path of paths) {
    const count = toCount(path.reduce<JsonValue | undefined>(memberOf, object))
    if (count !== undefined && count > 0) return count
    zero ??= count
  }
  return zero
}

export function toCount(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= MAX_COUNT ? Math.round(value) : undefined
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}
