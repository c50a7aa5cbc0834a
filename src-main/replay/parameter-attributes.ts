import type { Call } from '#contract/call.ts'
import type { AttributeValue } from '../otlp/otlp-span.ts'
import type { PromptParameters } from './prompt-request.ts'

/** The names of parameters in OpenTelemetry, where they are not `gen_ai.request.` and the parameter. */
const NAMES: Readonly<Record<string, string>> = {
  choice_count: 'gen_ai.request.choice.count',
  reasoning_level: 'gen_ai.request.reasoning.level',
  output_type: 'gen_ai.output.type',
  response_format: 'gen_ai.openai.request.response_format',
  service_tier: 'gen_ai.openai.request.service_tier',
}

/** What a live call was sent with; it always streams. */
export function sentParameters(parameters: PromptParameters): [string, AttributeValue | undefined][] {
  const { temperature, topP, topK, maxTokens, seed, presencePenalty, frequencyPenalty } = parameters
  return [
    ['gen_ai.request.temperature', temperature],
    ['gen_ai.request.top_p', topP],
    ['gen_ai.request.top_k', topK],
    ['gen_ai.request.max_tokens', maxTokens],
    ['gen_ai.request.seed', seed],
    ['gen_ai.request.presence_penalty', presencePenalty],
    ['gen_ai.request.frequency_penalty', frequencyPenalty],
    ['gen_ai.request.stop_sequences', parameters.stopSequences],
    ['gen_ai.request.stream', true],
  ]
}

/** What a recorded call was sent with, so that its copy says the same. */
export function recordedParameters(parameters: Call['parameters']): [string, AttributeValue][] {
  return Object.entries(parameters).map(([name, value]) => [
    NAMES[name] ?? `gen_ai.request.${name}`,
    typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
  ])
}
