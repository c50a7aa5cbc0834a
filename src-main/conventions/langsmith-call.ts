import { isJsonObject, isList, type JsonObject, type JsonValue } from '../base/json.ts'
import { objectField, textField } from '../base/json-field.ts'
import type { AttributeMap } from '../otlp/otlp-span.ts'
import { finishReason } from './finish-reason.ts'
import { readGenAiCall } from './gen-ai-call.ts'
import type { CallMeaning, Message, ReportedUsage } from './meaning.ts'
import { billedCost, withAnswerUsage } from './provider-answer.ts'
import { providerName } from './provider-name.ts'
import { textOf } from './read-attribute.ts'
import { readRequest, readResponse } from './read-body.ts'
import { readMessages } from './read-message.ts'
import { readTools } from './read-tools.ts'
import { reportedUsage } from './reported-usage.ts'
import { splitSystemPrompt } from './system-prompt.ts'
import { decode } from './tolerant-json.ts'

const USAGE_KEYS = ['langsmith.usage_metadata', 'langsmith.metadata.usage_metadata']

/** The run's inputs and outputs whole, in LangChain's shape or in that of the provider. */
export function readLangSmithCall(attributes: AttributeMap, kind: 'llm' | 'embedding'): CallMeaning {
  const call = readGenAiCall(attributes)
  const requestModel = call.requestModel ?? textOf(attributes, 'langsmith.metadata.ls_model_name')
  const provider = textOf(attributes, 'langsmith.metadata.ls_provider', 'gen_ai.system')
  const completion = decode(attributes.get('gen_ai.completion'))
  const generations = generationsIn(completion)
  const metadata = generations.map(responseMetadata)
  const answer = generations.length === 0 ? completion : metadata[0]
  const { system, input } = readRequest(decode(attributes.get('gen_ai.prompt')))
  return {
    ...call,
    operation: kind === 'embedding' ? 'embeddings' : 'chat',
    provider: providerName(provider, requestModel),
    requestModel,
    responseModel: call.responseModel ?? firstText(metadata, 'model_name', 'model'),
    responseId: call.responseId ?? firstText(metadata, 'id'),
    tools: readTools(decode(attributes.get('gen_ai.tool.definitions') ?? attributes.get('tools'))),
    ...splitSystemPrompt(system, input),
    output: kind === 'embedding' ? [] : readAnswer(completion, generations),
    finishReasons: call.finishReasons.length > 0 ? call.finishReasons : reasonsIn(metadata),
    usage: withAnswerUsage(usageOf(attributes, generations, call.usage), answer),
    ...billedCost(answer),
  }
}

/** Generations come as a list for each prompt, of which a chat has one. */
function generationsIn(completion: JsonValue | undefined): JsonObject[] {
  const lists = isJsonObject(completion) ? completion.generations : undefined
  return isList(lists) ? lists.flat().filter(isJsonObject) : []
}

function readAnswer(completion: JsonValue | undefined, generations: readonly JsonObject[]): Message[] {
  if (generations.length === 0) return readResponse(completion)
  return generations.flatMap(({ message, text }) => readMessages(message ?? text, 'assistant'))
}

function messageOf(generation: JsonObject): JsonObject {
  const message = objectField(generation, 'message') ?? {}
  return objectField(message, 'kwargs') ?? message
}

function responseMetadata(generation: JsonObject): JsonObject {
  return {
    ...objectField(generation, 'generation_info'),
    ...objectField(messageOf(generation), 'response_metadata'),
  }
}

function firstText(objects: readonly JsonObject[], ...names: readonly string[]): string | undefined {
  return objects.map(object => textField(object, ...names)).find(text => text !== undefined)
}

function reasonsIn(metadata: readonly JsonObject[]): string[] {
  return metadata
    .map(object => textField(object, 'finish_reason', 'stop_reason'))
    .filter(reason => reason !== undefined)
    .map(finishReason)
}

/** LangChain counts the cache within the input for every provider. */
function usageOf(
  attributes: AttributeMap,
  generations: readonly JsonObject[],
  counted: ReportedUsage | undefined,
): ReportedUsage | undefined {
  const told = [
    ...USAGE_KEYS.map(key => decode(attributes.get(key))),
    ...generations.map(generation => messageOf(generation).usage_metadata),
  ]
  const usage = told.map(value => reportedUsage(value, true)).find(value => value !== undefined)
  return usage ?? (counted && { ...counted, inputIncludesCache: true })
}
