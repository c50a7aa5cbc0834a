import { isJsonObject, type JsonObject, type JsonValue } from '../base/json.ts'
import { objectField, textField } from '../base/json-field.ts'
import type { AttributeMap } from '../otlp/otlp-span.ts'
import { finishReason } from './finish-reason.ts'
import type { CallMeaning, ReportedUsage } from './meaning.ts'
import { providerName, withoutRoute } from './provider-name.ts'
import { textOf } from './read-attribute.ts'
import { readRequest } from './read-body.ts'
import { readMessages } from './read-message.ts'
import { readTools } from './read-tools.ts'
import { callMeaning, usageFrom } from './span-meaning.ts'
import { splitSystemPrompt } from './system-prompt.ts'
import { decode } from './tolerant-json.ts'

/** What a call carries as the request and the response of the Google Gen AI library. */
export function readAdkCall(attributes: AttributeMap): CallMeaning {
  const request = capturedObject(attributes, 'gcp.vertex.agent.llm_request') ?? {}
  const response = capturedObject(attributes, 'gcp.vertex.agent.llm_response') ?? {}
  const config = objectField(request, 'config') ?? {}
  const requestModel = textOf(attributes, 'gen_ai.request.model') ?? textField(request, 'model')
  const reason = textField(response, 'finish_reason')
  return callMeaning({
    operation: textOf(attributes, 'gen_ai.operation.name') ?? 'chat',
    provider: providerName(textOf(attributes, 'gen_ai.provider.name', 'gen_ai.system'), requestModel),
    requestModel: withoutRoute(requestModel),
    responseModel: textField(response, 'model_version'),
    parameters: parametersIn(config),
    tools: readTools(config.tools),
    ...readPrompt(request, config),
    output: readMessages(response.content, 'assistant'),
    finishReasons: reason === undefined ? [] : [finishReason(reason)],
    usage: usageIn(objectField(response, 'usage_metadata') ?? {}),
  })
}

function capturedObject(attributes: AttributeMap, key: string): JsonObject | undefined {
  const value = decode(attributes.get(key))
  return isJsonObject(value) ? value : undefined
}

function readPrompt(request: JsonObject, config: JsonObject): Pick<CallMeaning, 'system' | 'input'> {
  if (request.contents === undefined) return { system: [], input: [] }
  const { system, input } = readRequest({
    contents: request.contents,
    system_instruction: config.system_instruction ?? null,
  })
  return splitSystemPrompt(system, input)
}

/** What has a place of its own in a call, or is no matter of the model, is no parameter. */
function parametersIn(config: JsonObject): JsonObject {
  const { system_instruction, tools, labels, http_options, max_output_tokens, ...others } = config
  return max_output_tokens === undefined ? others : { ...others, max_tokens: max_output_tokens }
}

/** Thoughts stand beside the candidates' tokens; cached ones are part of the prompt's. */
function usageIn(counts: JsonObject): ReportedUsage | undefined {
  const reasoningTokens = countIn(counts.thoughts_token_count)
  const answered = countIn(counts.candidates_token_count)
  return usageFrom(
    {
      inputTokens: countIn(counts.prompt_token_count),
      outputTokens: answered === undefined ? undefined : answered + (reasoningTokens ?? 0),
      cacheReadTokens: countIn(counts.cached_content_token_count),
      reasoningTokens,
    },
    true,
  )
}

function countIn(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined
}
