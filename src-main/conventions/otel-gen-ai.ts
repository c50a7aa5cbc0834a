import { isJsonObject, isList, type JsonValue } from '../base/json.ts'
import { textField } from '../base/json-field.ts'
import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import { finishReason } from './finish-reason.ts'
import { readGenAiCall } from './gen-ai-call.ts'
import { readGenAiSpan } from './gen-ai-span.ts'
import type { CallMeaning } from './meaning.ts'
import { readMessages } from './read-message.ts'
import { readParts } from './read-part.ts'
import { readTools } from './read-tools.ts'
import { splitSystemPrompt } from './system-prompt.ts'
import { decode, decodeText } from './tolerant-json.ts'

const NAME = 'otel-gen-ai'
const MARKERS = [
  'gen_ai.provider.name',
  'gen_ai.operation.name',
  'gen_ai.input.messages',
  'gen_ai.output.messages',
  'gen_ai.request.model',
  'gen_ai.tool.name',
  'gen_ai.agent.name',
  'mcp.method.name',
]
/** Keys that came after `gen_ai.system` was given up; a span with one of them is of the newer generation. */
const NEWER_THAN_SYSTEM = ['gen_ai.provider.name', 'gen_ai.input.messages', 'gen_ai.output.messages']
const DETAILS_EVENT = 'gen_ai.client.inference.operation.details'

/**
 * OpenTelemetry GenAI from v1.37 on: content in attributes, or on one event that repeats the attributes.
 * https://github.com/open-telemetry/semantic-conventions-genai
 */
export const otelGenAi: Convention = {
  name: NAME,
  read(span) {
    if (!speaks(span)) return undefined
    const attributes = withDetails(span)
    return readGenAiSpan({ convention: NAME, span, attributes, readCall: () => readCall(attributes) })
  },
}

function speaks({ attributes, events }: OtlpSpan): boolean {
  if (attributes.has('gen_ai.system')) {
    return NEWER_THAN_SYSTEM.some(key => attributes.has(key)) || events.some(isDetails)
  }
  return MARKERS.some(key => attributes.has(key))
}

function isDetails(event: { readonly name: string }): boolean {
  return event.name === DETAILS_EVENT
}

/** The span's own attributes win; of several events the later one does, because the first may lack the answer. */
function withDetails({ attributes, events }: OtlpSpan): AttributeMap {
  const details = events.filter(isDetails)
  return details.length === 0
    ? attributes
    : new Map([...details.flatMap(event => [...event.attributes]), ...attributes])
}

function readCall(attributes: AttributeMap): CallMeaning {
  const call = readGenAiCall(attributes)
  const sentOutput = decode(attributes.get('gen_ai.output.messages'))
  return {
    ...call,
    tools: readTools(decode(attributes.get('gen_ai.tool.definitions'))),
    ...splitSystemPrompt(
      readSystem(decode(attributes.get('gen_ai.system_instructions'))),
      readMessages(decode(attributes.get('gen_ai.input.messages')), 'user'),
    ),
    output: readMessages(sentOutput, 'assistant'),
    finishReasons: call.finishReasons.length > 0 ? call.finishReasons : finishReasonsWithin(sentOutput),
  }
}

/** A list of parts by the standard; some producers send messages, Gemini's own object, or plain text. */
function readSystem(value: JsonValue | undefined) {
  if (isJsonObject(value) && value.parts !== undefined) return readParts(value.parts)
  const isMessages = isList(value) && value.some(item => isJsonObject(item) && item.role !== undefined)
  return isMessages ? readMessages(value, 'system').flatMap(message => message.parts) : readParts(value)
}

function finishReasonsWithin(messages: JsonValue | undefined): string[] {
  if (!isList(messages)) return []
  return messages
    .map(message => decodeText(message))
    .filter(isJsonObject)
    .map(message => textField(message, 'finish_reason', 'stop_reason'))
    .filter(reason => reason !== undefined)
    .map(finishReason)
}
