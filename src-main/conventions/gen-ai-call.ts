import type { JsonObject, JsonValue } from '../base/json.ts'
import type { AttributeMap } from '../otlp/otlp-span.ts'
import { finishReasonsOf } from './finish-reason.ts'
import { readGenAiUsage } from './gen-ai-usage.ts'
import type { CallMeaning } from './meaning.ts'
import { providerName } from './provider-name.ts'
import { dollarsOf, numberOf, textOf } from './read-attribute.ts'
import { decode } from './tolerant-json.ts'

/** Parameter → the attributes that may hold it, newest name first. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  temperature: ['gen_ai.request.temperature'],
  top_p: ['gen_ai.request.top_p'],
  top_k: ['gen_ai.request.top_k'],
  max_tokens: ['gen_ai.request.max_tokens'],
  seed: ['gen_ai.request.seed', 'gen_ai.openai.request.seed'],
  choice_count: ['gen_ai.request.choice.count'],
  frequency_penalty: ['gen_ai.request.frequency_penalty'],
  presence_penalty: ['gen_ai.request.presence_penalty'],
  stop_sequences: ['gen_ai.request.stop_sequences'],
  encoding_formats: ['gen_ai.request.encoding_formats'],
  stream: ['gen_ai.request.stream', 'gen_ai.request.is_stream'],
  reasoning_level: ['gen_ai.request.reasoning.level', 'gen_ai.request.reasoning_effort'],
  previous_response_id: ['gen_ai.request.previous_response.id'],
  output_type: ['gen_ai.output.type'],
  response_format: ['gen_ai.openai.request.response_format'],
  service_tier: ['openai.request.service_tier', 'gen_ai.openai.request.service_tier'],
  dimensions: ['gen_ai.embeddings.dimension.count'],
}
const NUMBERS: ReadonlySet<string> = new Set(['temperature', 'top_p', 'top_k', 'max_tokens', 'seed'])
const NS_PER_SECOND = 1e9

/** What every generation of the GenAI conventions says about a call in attributes, without its content. */
export function readGenAiCall(attributes: AttributeMap): CallMeaning {
  const requestModel = textOf(attributes, 'gen_ai.request.model')
  const responseModel = textOf(attributes, 'gen_ai.response.model')
  const provider = textOf(attributes, 'gen_ai.provider.name', 'gen_ai.system')
  return {
    operation: textOf(attributes, 'gen_ai.operation.name'),
    provider: providerName(provider, requestModel ?? responseModel),
    requestModel,
    responseModel,
    responseId: textOf(attributes, 'gen_ai.response.id'),
    parameters: readParameters(attributes),
    system: [],
    tools: [],
    input: [],
    output: [],
    finishReasons: finishReasonsOf(
      attributes,
      'gen_ai.response.finish_reasons',
      'gen_ai.response.finish_reason',
    ),
    usage: readGenAiUsage(attributes),
    reportedCostUsd: dollarsOf(attributes, 'gen_ai.usage.cost', 'operation.cost'),
    timeToFirstTokenNs: firstChunkNs(attributes),
  }
}

function readParameters(attributes: AttributeMap): JsonObject {
  const parameters: Record<string, JsonValue> = {}
  for (const [name, keys] of Object.entries(PARAMETERS)) {
    const key = keys.find(candidate => attributes.has(candidate))
    if (key === undefined) continue
    const value = NUMBERS.has(name) ? numberOf(attributes, key) : decode(attributes.get(key))
    if (value === undefined || value === null || isUnset(name, value)) continue
    parameters[name] = value
  }
  return parameters
}

/** Some producers write -1 for a limit that was not set. */
function isUnset(name: string, value: JsonValue): boolean {
  return name === 'max_tokens' && value === -1
}

function firstChunkNs(attributes: AttributeMap): number | undefined {
  const seconds = numberOf(
    attributes,
    'gen_ai.response.time_to_first_chunk',
    'gen_ai.client.operation.time_to_first_chunk',
  )
  return seconds === undefined || seconds < 0 ? undefined : Math.round(seconds * NS_PER_SECOND)
}
