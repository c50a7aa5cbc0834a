import { isJsonObject, isList, type JsonObject, type JsonValue, parseJsonExactly } from '../base/json.ts'
import type { AttributeMap } from '../otlp/otlp-span.ts'
import { finishReason } from './finish-reason.ts'
import type { CallMeaning, Message, Part } from './meaning.ts'
import { providerName } from './provider-name.ts'
import { numberOf, textOf } from './read-attribute.ts'
import { readMessages } from './read-message.ts'
import { readPart, readParts, textPart } from './read-part.ts'
import { readTools } from './read-tools.ts'
import { splitSystemPrompt } from './system-prompt.ts'
import { decode } from './tolerant-json.ts'
import { readVercelCost, readVercelUsage } from './vercel-ai-usage.ts'

/** Parameter → the settings that may hold it. */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  temperature: ['ai.settings.temperature'],
  top_p: ['ai.settings.topP'],
  top_k: ['ai.settings.topK'],
  max_tokens: ['ai.settings.maxOutputTokens', 'ai.settings.maxTokens'],
  seed: ['ai.settings.seed'],
  frequency_penalty: ['ai.settings.frequencyPenalty'],
  presence_penalty: ['ai.settings.presencePenalty'],
  stop_sequences: ['ai.settings.stopSequences'],
  tool_choice: ['ai.prompt.toolChoice'],
}
/** The provider's name ends with the API that was called, as in `openai.responses`. */
const API = /\.(chat|completion|responses|messages|embedding|textEmbedding|embeddings|generative-ai)$/
const NS_PER_MS = 1e6

export function readVercelCall(attributes: AttributeMap): CallMeaning {
  const prompt = withPlainToolResults(decode(attributes.get('ai.prompt.messages')))
  const reason = textOf(attributes, 'ai.response.finishReason', 'ai.finishReason')
  return {
    ...callWithoutContent(attributes, 'chat'),
    tools: readTools(decode(attributes.get('ai.prompt.tools'))),
    ...splitSystemPrompt([], readMessages(prompt, 'user')),
    output: readAnswer(attributes),
    finishReasons: reason === undefined ? [] : [finishReason(reason)],
    timeToFirstTokenNs: firstChunkNs(attributes),
  }
}

export function readVercelEmbedding(attributes: AttributeMap): CallMeaning {
  const values = decode(attributes.get('ai.values') ?? attributes.get('ai.value'))
  const texts = (isList(values) ? values : [values ?? null]).map(plainText)
  return {
    ...callWithoutContent(attributes, 'embeddings'),
    input: texts.flatMap(text => readMessages(text, 'user')),
  }
}

function callWithoutContent(attributes: AttributeMap, operation: string): CallMeaning {
  const requestModel = textOf(attributes, 'ai.model.id', 'gen_ai.request.model')
  const provider = textOf(attributes, 'ai.model.provider')?.replace(API, '')
  return {
    operation,
    provider: providerName(provider, requestModel),
    requestModel,
    responseModel: textOf(attributes, 'ai.response.model', 'gen_ai.response.model'),
    responseId: textOf(attributes, 'ai.response.id', 'gen_ai.response.id'),
    parameters: readSettings(attributes),
    system: [],
    tools: [],
    input: [],
    output: [],
    finishReasons: [],
    usage: readVercelUsage(attributes),
    reportedCostUsd: undefined,
    ...readVercelCost(attributes),
    timeToFirstTokenNs: undefined,
  }
}

function readSettings(attributes: AttributeMap): JsonObject {
  const settings: Record<string, JsonValue> = {}
  for (const [name, keys] of Object.entries(SETTINGS)) {
    const value = decode(attributes.get(keys.find(key => attributes.has(key)) ?? ''))
    if (value !== undefined && value !== null) settings[name] = value
  }
  return settings
}

function readAnswer(attributes: AttributeMap): Message[] {
  const reasoning = textOf(attributes, 'ai.response.reasoning')
  const calls = decode(attributes.get('ai.response.toolCalls') ?? attributes.get('ai.result.toolCalls'))
  const parts: (Part | undefined)[] = [
    ...(reasoning === undefined ? [] : [{ kind: 'reasoning' as const, text: reasoning }]),
    textPart(textOf(attributes, 'ai.response.text', 'ai.result.text')),
    textPart(textOf(attributes, 'ai.response.object', 'ai.result.object')),
    ...(isList(calls) ? calls : []).map(readCalledTool),
    ...readParts(decode(attributes.get('ai.response.files'))),
  ]
  const told = parts.filter(part => part !== undefined)
  return told.length === 0 ? [] : [{ role: 'assistant', name: undefined, parts: told }]
}

function readCalledTool(call: JsonValue): Part | undefined {
  return isJsonObject(call) ? readPart({ ...call, type: 'tool-call' }) : undefined
}

/** Since version 5 a tool result says of what type it is, around what the tool returned. */
function withPlainToolResults(messages: JsonValue | undefined): JsonValue | undefined {
  if (!isList(messages)) return messages
  return messages.map(message =>
    isJsonObject(message) && isList(message.content)
      ? { ...message, content: message.content.map(withPlainOutput) }
      : message,
  )
}

function withPlainOutput(part: JsonValue): JsonValue {
  if (!isJsonObject(part) || part.type !== 'tool-result' || !isJsonObject(part.output)) return part
  const { type, value, reason } = part.output
  if (typeof type !== 'string') return part
  return {
    ...part,
    output: value ?? reason ?? null,
    isError: type.startsWith('error') || type.startsWith('execution'),
  }
}

/** Each value to embed is JSON of its own, a text for one in quotes. */
function plainText(value: JsonValue): JsonValue {
  return typeof value === 'string' ? (parseJsonExactly(value) ?? value) : value
}

function firstChunkNs(attributes: AttributeMap): number | undefined {
  const ms = numberOf(attributes, 'ai.response.msToFirstChunk', 'ai.stream.msToFirstChunk')
  return ms === undefined || ms < 0 ? undefined : Math.round(ms * NS_PER_MS)
}
