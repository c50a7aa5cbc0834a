import { isJsonObject, isList, type JsonObject, type JsonValue } from '../base/json.ts'
import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import { finishReason } from './finish-reason.ts'
import { readGenAiCall } from './gen-ai-call.ts'
import { jsonText } from './json-text.ts'
import type { CallMeaning, ReportedUsage } from './meaning.ts'
import { textOf } from './read-attribute.ts'
import { finishReasonsInResponse, readRequest, readResponse } from './read-body.ts'
import { readTools } from './read-tools.ts'
import { reportedUsage } from './reported-usage.ts'
import { splitSystemPrompt } from './system-prompt.ts'
import { decode } from './tolerant-json.ts'

const NS_PER_MS = 1_000_000n

export function readLangfuseCall(span: OtlpSpan, kind: 'llm' | 'embedding'): CallMeaning {
  const { attributes } = span
  const call = readGenAiCall(attributes)
  const request = decode(attributes.get('langfuse.observation.input'))
  const response = decode(attributes.get('langfuse.observation.output'))
  const { tools, prompt } = splitTools(request)
  const { system, input } = readRequest(prompt)
  return {
    ...call,
    operation: kind === 'embedding' ? 'embeddings' : (call.operation ?? 'chat'),
    requestModel: call.requestModel ?? textOf(attributes, 'langfuse.observation.model.name'),
    parameters: { ...parametersOf(attributes), ...call.parameters },
    tools: readTools(tools),
    ...splitSystemPrompt(system, input),
    output: kind === 'embedding' ? [] : readResponse(response),
    finishReasons: finishReasons(attributes, response),
    usage: usageOf(attributes) ?? call.usage,
    reportedCostUsd: costOf(attributes) ?? call.reportedCostUsd,
    timeToFirstTokenNs: firstTokenNs(span),
  }
}

/** Tools stand beside the messages, or, from LangChain, among them as if a tool had said its own definition. */
function splitTools(request: JsonValue | undefined) {
  if (isJsonObject(request)) return { tools: request.tools ?? request.functions, prompt: request }
  if (!isList(request)) return { tools: undefined, prompt: request }
  const tools = request.map(definitionIn).filter(definition => definition !== undefined)
  return { tools, prompt: request.filter(message => definitionIn(message) === undefined) }
}

function definitionIn(message: JsonValue): JsonObject | undefined {
  if (!isJsonObject(message) || message.role !== 'tool' || message.tool_call_id !== undefined)
    return undefined
  const { content } = message
  return isJsonObject(content) && (content.function ?? content.input_schema) !== undefined
    ? content
    : undefined
}

/** The SDK writes Infinity for a limit that nobody set. */
function parametersOf(attributes: AttributeMap): JsonObject {
  const told = decode(attributes.get('langfuse.observation.model.parameters'))
  if (!isJsonObject(told)) return {}
  return Object.fromEntries(
    Object.entries(told).filter(([, value]) => value !== 'Infinity' && value !== null),
  )
}

function finishReasons(attributes: AttributeMap, response: JsonValue | undefined): string[] {
  const told = jsonText(attributes, 'langfuse.observation.metadata.finish_reason')
  return told === undefined ? finishReasonsInResponse(response) : [finishReason(told)]
}

/** Under Langfuse's own names the counts never overlap; under a provider's they are as it sent them. */
function usageOf(attributes: AttributeMap): ReportedUsage | undefined {
  const details = decode(attributes.get('langfuse.observation.usage_details'))
  if (!isJsonObject(details)) return undefined
  if (details.input === undefined) {
    const isWithin = details.prompt_tokens !== undefined || details.input_tokens_details !== undefined
    return reportedUsage(details, isWithin || 'unsaid')
  }
  const usage = reportedUsage(details, false)
  const { outputTokens, reasoningTokens } = usage ?? {}
  return usage && { ...usage, outputTokens: outputTokens && outputTokens + (reasoningTokens ?? 0) }
}

function costOf(attributes: AttributeMap): number | undefined {
  const details = decode(attributes.get('langfuse.observation.cost_details'))
  if (!isJsonObject(details)) return undefined
  const { total, ...parts } = details
  if (typeof total === 'number') return total >= 0 ? total : undefined
  const costs = Object.values(parts).filter(cost => typeof cost === 'number')
  return costs.length === 0 ? undefined : costs.reduce((sum, cost) => sum + cost, 0)
}

/** A time as text, in quotes with some versions. */
function firstTokenNs({ attributes, startUnixNano }: OtlpSpan): number | undefined {
  const told = textOf(attributes, 'langfuse.observation.completion_start_time')
  const timeMs = Date.parse(told?.replaceAll('"', '') ?? '')
  if (!Number.isFinite(timeMs)) return undefined
  const elapsedNs = Number(BigInt(timeMs) * NS_PER_MS - startUnixNano)
  return elapsedNs >= 0 ? elapsedNs : undefined
}
