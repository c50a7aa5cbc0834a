import { isJsonObject, isList, type JsonObject, type JsonValue } from '../base/json.ts'
import { textField } from '../base/json-field.ts'
import type { AttributeMap, AttributeValue, OtlpEvent, OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import { finishReason } from './finish-reason.ts'
import { readGenAiCall } from './gen-ai-call.ts'
import { readGenAiSpan } from './gen-ai-span.ts'
import type { CallMeaning, Message, SpanMeaning } from './meaning.ts'
import { payloadOf } from './payload.ts'
import { textOf } from './read-attribute.ts'
import { readRequest, readResponse } from './read-body.ts'
import { readMessages } from './read-message.ts'
import { onlyText } from './read-part.ts'
import { splitSystemPrompt } from './system-prompt.ts'
import { decode } from './tolerant-json.ts'

const NAME = 'otel-gen-ai-events'
const INPUT_ROLES: ReadonlyMap<string, string> = new Map([
  ['gen_ai.system.message', 'system'],
  ['gen_ai.user.message', 'user'],
  ['gen_ai.assistant.message', 'assistant'],
  ['gen_ai.tool.message', 'tool'],
])
const CHOICE_EVENT = 'gen_ai.choice'
const PROMPT_EVENT = 'gen_ai.content.prompt'
const COMPLETION_EVENT = 'gen_ai.content.completion'

/**
 * OpenTelemetry GenAI v1.26 to v1.36: the provider under `gen_ai.system`, content on span events.
 * https://github.com/open-telemetry/semantic-conventions/blob/v1.36.0/docs/gen-ai/gen-ai-events.md
 */
export const otelGenAiEvents: Convention = {
  name: NAME,
  read(span) {
    if (!speaks(span)) return undefined
    const { attributes } = span
    const meaning = readGenAiSpan({ convention: NAME, span, attributes, readCall: () => readCall(span) })
    return withToolEvents(meaning, span.events)
  },
}

function speaks({ attributes, events }: OtlpSpan): boolean {
  return (
    attributes.has('gen_ai.system') ||
    attributes.has('gen_ai.usage.prompt_tokens') ||
    events.some(isContentEvent)
  )
}

function isContentEvent({ name }: OtlpEvent): boolean {
  return INPUT_ROLES.has(name) || name === CHOICE_EVENT || name === PROMPT_EVENT || name === COMPLETION_EVENT
}

function readCall(span: OtlpSpan): CallMeaning {
  const call = readGenAiCall(span.attributes)
  const choices = span.events.filter(event => event.name === CHOICE_EVENT).map(choiceOf)
  const answers = firstFilled(
    choices.flatMap(choice => readMessages(choice, 'assistant')),
    contentOf(span, COMPLETION_EVENT, readCompletion),
  )
  const asked = firstFilled(span.events.flatMap(inputMessages), contentOf(span, PROMPT_EVENT, readPrompt))
  const reasons = choices
    .map(choice => textField(choice, 'finish_reason'))
    .filter(reason => reason !== undefined)
  return {
    ...call,
    ...splitSystemPrompt([], asked),
    output: answers,
    finishReasons: call.finishReasons.length > 0 ? call.finishReasons : reasons.map(finishReason),
  }
}

function inputMessages(event: OtlpEvent): Message[] {
  const role = INPUT_ROLES.get(event.name)
  return role === undefined ? [] : readMessages({ role, ...bodyOf(event) }, role)
}

/** The whole prompt or completion as JSON text, on its event or as an attribute of the span itself. */
function contentOf(
  span: OtlpSpan,
  eventName: string,
  read: (attributes: AttributeMap) => Message[],
): Message[] {
  const carriers = span.events.filter(event => event.name === eventName).map(event => event.attributes)
  return [...carriers, span.attributes].map(read).reduce(firstFilled)
}

function readPrompt(attributes: AttributeMap): Message[] {
  const { system, input } = readRequest(decode(attributes.get('gen_ai.prompt')))
  return system.length === 0 ? input : [{ role: 'system', name: undefined, parts: system }, ...input]
}

function readCompletion(attributes: AttributeMap): Message[] {
  return readResponse(decode(attributes.get('gen_ai.completion')))
}

function firstFilled(first: Message[], second: Message[]): Message[] {
  return first.length > 0 ? first : second
}

/** The body of a message event: its attributes, or the JSON some producers keep in one of them. */
function bodyOf(event: OtlpEvent): JsonObject {
  const fields = Object.fromEntries([...event.attributes].map(([key, value]) => [key, fieldOf(key, value)]))
  const content = decode(event.attributes.get('gen_ai.event.content'))
  if (isJsonObject(content)) return { ...fields, ...content }
  return content === undefined ? fields : { ...fields, content }
}

/** Content that is JSON only by chance is what somebody wrote; a list of objects is a list of parts. */
function fieldOf(key: string, value: AttributeValue): JsonValue {
  const decoded = decode(value) ?? null
  const isText = key === 'content' && typeof value === 'string'
  return isText && !(isList(decoded) && decoded.every(isJsonObject)) ? value : decoded
}

/** Some producers put the answer's content where the message itself belongs. */
function choiceOf(event: OtlpEvent): JsonObject {
  const body = bodyOf(event)
  const message = body.message ?? null
  return isJsonObject(message) || message === null ? body : { ...body, message: { content: message } }
}

/** On the span of a tool these events carry what went in and what came out. */
function withToolEvents(meaning: SpanMeaning, events: readonly OtlpEvent[]): SpanMeaning {
  if (meaning.kind !== 'tool' || meaning.tool === undefined) return meaning
  const { tool } = meaning
  const input = events.find(event => event.name === 'gen_ai.tool.message')?.attributes
  const output = events.find(event => event.name === CHOICE_EVENT)?.attributes
  return {
    ...meaning,
    tool: {
      ...tool,
      toolCallId: tool.toolCallId ?? (input && textOf(input, 'id')),
      arguments: tool.arguments ?? (input && payloadOf(input, 'content')),
      result: tool.result ?? (output && resultOf(output)),
    },
  }
}

function resultOf(attributes: AttributeMap): string | undefined {
  const message = onlyText(decode(attributes.get('message')) ?? null)
  return typeof message === 'string' ? message : payloadOf(attributes, 'message')
}
