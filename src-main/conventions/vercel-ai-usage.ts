import { isJsonObject, type JsonObject } from '../base/json.ts'
import { anyField, objectField } from '../base/json-field.ts'
import type { AttributeMap } from '../otlp/otlp-span.ts'
import type { ReportedUsage } from './meaning.ts'
import { billedCost, withAnswerUsage } from './provider-answer.ts'
import { countOf } from './read-attribute.ts'
import { usageFrom } from './span-meaning.ts'
import { decode } from './tolerant-json.ts'

const DETAILS = [
  'ai.usage.inputTokenDetails.noCacheTokens',
  'ai.usage.inputTokenDetails.cacheReadTokens',
  'ai.usage.inputTokenDetails.cacheWriteTokens',
]

/** Version 6 counts the cache within the input of every provider; before, each provider's own habit holds. */
export function readVercelUsage(attributes: AttributeMap): ReportedUsage | undefined {
  const told = providerTold(attributes)
  const counts = {
    inputTokens: countOf(
      attributes,
      'ai.usage.inputTokens',
      'ai.usage.promptTokens',
      'ai.usage.tokens',
      'gen_ai.usage.input_tokens',
    ),
    outputTokens: countOf(
      attributes,
      'ai.usage.outputTokens',
      'ai.usage.completionTokens',
      'gen_ai.usage.output_tokens',
    ),
    cacheReadTokens:
      countOf(attributes, 'ai.usage.inputTokenDetails.cacheReadTokens', 'ai.usage.cachedInputTokens') ??
      countIn(told, 'cacheReadInputTokens', 'cachedPromptTokens', 'cache_read_input_tokens'),
    cacheWriteTokens:
      countOf(attributes, 'ai.usage.inputTokenDetails.cacheWriteTokens') ??
      countIn(told, 'cacheCreationInputTokens'),
    reasoningTokens:
      countOf(attributes, 'ai.usage.outputTokenDetails.reasoningTokens', 'ai.usage.reasoningTokens') ??
      countIn(told, 'reasoningTokens'),
  }
  const usage = usageFrom(counts, DETAILS.some(key => attributes.has(key)) || 'unsaid')
  return withAnswerUsage(usage, told)
}

/** OpenRouter's own metadata tells what it charged. */
export function readVercelCost(attributes: AttributeMap): ReturnType<typeof billedCost> {
  return billedCost(providerTold(attributes))
}

/** What the provider itself told; versions 4 and 5 keep cached tokens there alone. */
function providerTold(attributes: AttributeMap): JsonObject {
  const metadata = decode(attributes.get('ai.response.providerMetadata'))
  const [told] = isJsonObject(metadata) ? Object.values(metadata) : []
  return isJsonObject(told) ? told : {}
}

function countIn(told: JsonObject, ...names: readonly string[]): number | undefined {
  const count = anyField({ ...objectField(told, 'usage'), ...told }, ...names)
  return typeof count === 'number' && count >= 0 ? count : undefined
}
