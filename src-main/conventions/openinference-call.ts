import { isJsonObject, type JsonObject, type JsonValue } from '../base/json.ts'
import { textField } from '../base/json-field.ts'
import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import { finishReasonsOf } from './finish-reason.ts'
import type { CallMeaning, Message, ReportedUsage, ToolDefinition } from './meaning.ts'
import { flattenedMessages } from './openinference-message.ts'
import { billedCost, withAnswerUsage } from './provider-answer.ts'
import { providerName } from './provider-name.ts'
import { countOf, dollarsOf, textOf } from './read-attribute.ts'
import { finishReasonsInResponse, readRequest, readResponse } from './read-body.ts'
import { readMessages } from './read-message.ts'
import { readTools } from './read-tools.ts'
import { usageFrom } from './span-meaning.ts'
import { splitSystemPrompt } from './system-prompt.ts'
import { decode } from './tolerant-json.ts'
import { type Branch, itemsAt, textAt, unflatten, valueAt } from './unflatten.ts'

const FLATTENED = [
  'llm.input_messages.',
  'llm.output_messages.',
  'llm.tools.',
  'llm.prompts.',
  'llm.choices.',
  'embedding.embeddings.',
]
const FIRST_TOKEN_EVENT = 'First Token Stream Event'

export function readOpenInferenceCall(span: OtlpSpan, operation: 'chat' | 'embeddings'): CallMeaning {
  const { attributes } = span
  const lists = unflatten(attributes, FLATTENED)
  const invocation = decode(
    textOf(attributes, 'llm.invocation_parameters', 'embedding.invocation_parameters'),
  )
  const parameters = isJsonObject(invocation) ? invocation : {}
  const response = decode(textOf(attributes, 'output.value'))
  const models = modelsOf(attributes, parameters)
  const provider = textOf(attributes, 'llm.provider', 'embedding.provider', 'llm.system')
  return {
    operation,
    provider: providerName(provider, models.requestModel ?? models.responseModel),
    ...models,
    responseId: isJsonObject(response) ? textField(response, 'id') : undefined,
    parameters: withoutContent(parameters),
    tools: toolsOf(lists, parameters),
    ...inputOf(attributes, lists),
    output: operation === 'embeddings' ? [] : outputOf(attributes, lists, response),
    finishReasons: finishReasons(attributes, response),
    usage: withAnswerUsage(usageOf(attributes), response),
    reportedCostUsd: costOf(attributes),
    ...billedCost(response),
    timeToFirstTokenNs: firstTokenNs(span),
  }
}

function modelsOf(attributes: AttributeMap, parameters: JsonObject) {
  const named = textOf(attributes, 'llm.request.model_name', 'llm.model_name', 'embedding.model_name')
  return {
    requestModel: named ?? textField(parameters, 'model', 'model_name'),
    responseModel: textOf(attributes, 'llm.response.model_name'),
  }
}

/** What has a place of its own in a call is no parameter; some producers list the fields of the response too. */
function withoutContent(parameters: JsonObject): JsonObject {
  const { model, model_name, messages, tools, functions, ...others } = parameters
  const { id, created_at, completed_at, instructions, input, ...settings } = others
  return settings
}

function toolsOf(lists: Branch, parameters: JsonObject): ToolDefinition[] {
  const listed = itemsAt(lists, 'llm', 'tools').map(item => decode(valueAt(item, 'tool', 'json_schema')))
  return listed.length > 0 ? listed.flatMap(readTools) : readTools(parameters.tools ?? parameters.functions)
}

function inputOf(attributes: AttributeMap, lists: Branch): Pick<CallMeaning, 'system' | 'input'> {
  const messages = flattenedMessages(itemsAt(lists, 'llm', 'input_messages'), 'user')
  if (messages.length > 0) return splitSystemPrompt([], messages)
  const prompts = [
    ...textMessages(itemsAt(lists, 'llm', 'prompts'), ['prompt', 'text'], 'user'),
    ...textMessages(itemsAt(lists, 'embedding', 'embeddings'), ['embedding', 'text'], 'user'),
  ]
  if (prompts.length > 0 || attributes.has('gen_ai.input.messages')) return { system: [], input: prompts }
  const { system, input } = readRequest(decode(textOf(attributes, 'input.value')))
  return splitSystemPrompt(system, input)
}

function outputOf(attributes: AttributeMap, lists: Branch, response: JsonValue | undefined): Message[] {
  const messages = flattenedMessages(itemsAt(lists, 'llm', 'output_messages'), 'assistant')
  if (messages.length > 0) return messages
  const choices = textMessages(itemsAt(lists, 'llm', 'choices'), ['completion', 'text'], 'assistant')
  return choices.length > 0 || attributes.has('gen_ai.output.messages') ? choices : readResponse(response)
}

function textMessages(items: readonly Branch[], path: readonly string[], role: string): Message[] {
  return items.flatMap(item => readMessages(textAt(item, ...path), role))
}

function finishReasons(attributes: AttributeMap, response: JsonValue | undefined): string[] {
  const told = finishReasonsOf(attributes, 'llm.finish_reason')
  return told.length > 0 ? told : finishReasonsInResponse(response)
}

function usageOf(attributes: AttributeMap): ReportedUsage | undefined {
  const prompt = 'llm.token_count.prompt_details'
  const counts = {
    inputTokens: countOf(attributes, 'llm.token_count.prompt'),
    outputTokens: countOf(attributes, 'llm.token_count.completion'),
    cacheReadTokens: countOf(attributes, `${prompt}.cache_read`, `${prompt}.cache_input`),
    cacheWriteTokens: countOf(attributes, `${prompt}.cache_write`),
    reasoningTokens: countOf(attributes, 'llm.token_count.completion_details.reasoning'),
  }
  const audioInputTokens = countOf(attributes, `${prompt}.audio`)
  const audioOutputTokens = countOf(attributes, 'llm.token_count.completion_details.audio')
  const hasAudio = (audioInputTokens ?? audioOutputTokens) !== undefined
  return usageFrom(
    { ...counts, details: hasAudio ? { audioInputTokens, audioOutputTokens } : undefined },
    true,
  )
}

function costOf(attributes: AttributeMap): number | undefined {
  const total = dollarsOf(attributes, 'llm.cost.total')
  const prompt = dollarsOf(attributes, 'llm.cost.prompt')
  const completion = dollarsOf(attributes, 'llm.cost.completion')
  return total ?? (prompt === undefined || completion === undefined ? undefined : prompt + completion)
}

function firstTokenNs(span: OtlpSpan): number | undefined {
  const first = span.events.find(event => event.name === FIRST_TOKEN_EVENT)
  return first && first.timeUnixNano >= span.startUnixNano
    ? Number(first.timeUnixNano - span.startUnixNano)
    : undefined
}
