import { isJsonObject, type JsonObject, type JsonValue } from '../base/json.ts'
import { textField } from '../base/json-field.ts'
import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import { readGenAiCall } from './gen-ai-call.ts'
import { jsonText } from './json-text.ts'
import type { CallMeaning } from './meaning.ts'
import { billedCost, withAnswerUsage } from './provider-answer.ts'
import { providerName } from './provider-name.ts'
import { finishReasonsInResponse, readRequest, readResponse } from './read-body.ts'
import { readTools } from './read-tools.ts'
import { reportedUsage } from './reported-usage.ts'
import { splitSystemPrompt } from './system-prompt.ts'
import { decode } from './tolerant-json.ts'

const FIRST_CHUNK_EVENT = 'mlflow.chunk.item.0'

/** Inputs and outputs are what the traced client took and gave: the provider's own request and response. */
export function readMlflowCall(span: OtlpSpan, kind: 'llm' | 'embedding'): CallMeaning {
  const { attributes } = span
  const call = readGenAiCall(attributes)
  const request = objectAt(attributes, 'mlflow.spanInputs')
  const response = valueAt(attributes, 'mlflow.spanOutputs')
  const models = modelsOf(attributes, call, request, response)
  const { system, input } = readRequest(request)
  return {
    ...call,
    ...models,
    operation: kind === 'embedding' ? 'embeddings' : 'chat',
    provider: providerName(jsonText(attributes, 'mlflow.llm.provider'), models.requestModel) ?? call.provider,
    responseId: isJsonObject(response) ? textField(response, 'id') : undefined,
    parameters: { ...parametersOf(request), ...call.parameters },
    tools: readTools(request.tools ?? request.functions ?? valueAt(attributes, 'mlflow.chat.tools')),
    ...splitSystemPrompt(system, input),
    output: kind === 'embedding' ? [] : readResponse(response),
    finishReasons: finishReasonsInResponse(response),
    usage: withAnswerUsage(usageOf(attributes, response) ?? call.usage, response),
    reportedCostUsd: costOf(attributes) ?? call.reportedCostUsd,
    ...billedCost(response),
    timeToFirstTokenNs: firstChunkNs(span),
  }
}

/** One attribute names the model: before the answer the one asked for, after it the one that answered. */
function modelsOf(
  attributes: AttributeMap,
  call: CallMeaning,
  request: JsonObject,
  response: JsonValue | undefined,
) {
  const named = jsonText(attributes, 'mlflow.llm.model')
  return {
    requestModel: call.requestModel ?? textField(request, 'model') ?? named,
    responseModel: call.responseModel ?? (isJsonObject(response) ? textField(response, 'model') : undefined),
  }
}

function parametersOf(request: JsonObject): JsonObject {
  const { model, messages, input, prompt, contents, system, instructions, tools, functions, ...others } =
    request
  return others
}

/** MLflow counts cache tokens within the input for every provider, and keeps reasoning to the response. */
function usageOf(attributes: AttributeMap, response: JsonValue | undefined) {
  const counted = reportedUsage(valueAt(attributes, 'mlflow.chat.tokenUsage'), true)
  const sent = isJsonObject(response) ? reportedUsage(response.usage, 'unsaid') : undefined
  return counted && { ...counted, reasoningTokens: counted.reasoningTokens ?? sent?.reasoningTokens }
}

function costOf(attributes: AttributeMap): number | undefined {
  const total = objectAt(attributes, 'mlflow.llm.cost').total_cost
  return typeof total === 'number' && total >= 0 ? total : undefined
}

function firstChunkNs({ events, startUnixNano }: OtlpSpan): number | undefined {
  const first = events.find(event => event.name === FIRST_CHUNK_EVENT)
  return first && first.timeUnixNano >= startUnixNano ? Number(first.timeUnixNano - startUnixNano) : undefined
}

function objectAt(attributes: AttributeMap, key: string): JsonObject {
  const value = valueAt(attributes, key)
  return isJsonObject(value) ? value : {}
}

function valueAt(attributes: AttributeMap, key: string): JsonValue | undefined {
  return jsonText(attributes, key) ?? decode(attributes.get(key))
}
