import { isJsonObject, isList, type JsonObject, type JsonValue } from '../base/json.ts'
import { listField, objectField, textField } from '../base/json-field.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { Convention } from './convention.ts'
import { finishReason } from './finish-reason.ts'
import type { Message, Part } from './meaning.ts'
import { textOf } from './read-attribute.ts'
import { readMessages } from './read-message.ts'
import { callMeaning, spanMeaning } from './span-meaning.ts'
import { splitSystemPrompt } from './system-prompt.ts'
import { decode, decodeText } from './tolerant-json.ts'

const NAME = 'agentcore'
const CALLS: ReadonlySet<string> = new Set(['chat', 'text_completion', 'generate_content'])

/**
 * The distribution of OpenTelemetry by AWS, which Bedrock AgentCore uses, moves all content of a span into one log
 * record, whatever vocabulary it was in: a body of input and output messages.
 * https://github.com/aws-observability/aws-otel-python-instrumentation
 */
export const agentCore: Convention = {
  name: NAME,
  read(span) {
    const kind = span.events.length === 0 ? undefined : kindOf(span)
    const exchange =
      kind && span.events.map(event => exchangeIn(event.attributes)).find(each => each !== undefined)
    if (exchange === undefined || kind === undefined) return undefined
    const input = messagesOf(exchange, 'input', 'user')
    const output = messagesOf(exchange, 'output', 'assistant')
    if (kind === 'tool') {
      const tool = {
        toolName: textOf(span.attributes, 'gen_ai.tool.name', 'tool.name') ?? span.name,
        toolCallId: textOf(span.attributes, 'gen_ai.tool.call.id'),
        arguments: textIn(input),
        result: textIn(output),
      }
      return spanMeaning(NAME, span, { kind, tool })
    }
    const finishReasons = reasonsIn(exchange)
    return spanMeaning(NAME, span, {
      kind,
      call: callMeaning({ ...splitSystemPrompt([], input), output, finishReasons }),
    })
  },
}

type Exchange = JsonObject

/** A body that is a map has its members on the event; one that is JSON text stands where bodies that are no maps do. */
function exchangeIn(attributes: OtlpSpan['attributes']): Exchange | undefined {
  const text = attributes.get('gen_ai.event.content')
  const body = typeof text === 'string' && text.includes('"messages"') ? decode(text) : undefined
  const exchange = isJsonObject(body)
    ? body
    : { input: decode(attributes.get('input')) ?? null, output: decode(attributes.get('output')) ?? null }
  const hasMessages = ['input', 'output'].some(side => isList(objectField(exchange, side)?.messages))
  return hasMessages ? exchange : undefined
}

/** An agent repeats what its calls said. */
function kindOf({ attributes }: OtlpSpan): 'llm' | 'tool' | undefined {
  const operation = textOf(attributes, 'gen_ai.operation.name')
  const otherKind = textOf(attributes, 'openinference.span.kind', 'traceloop.span.kind')?.toLowerCase()
  if (operation === 'execute_tool' || otherKind === 'tool') return 'tool'
  if (operation !== undefined) return CALLS.has(operation) ? 'llm' : undefined
  return otherKind === 'llm' || attributes.has('llm.request.type') ? 'llm' : undefined
}

function messagesOf(exchange: Exchange, side: string, role: string): Message[] {
  return listField(objectField(exchange, side), 'messages')
    .filter(isJsonObject)
    .flatMap(message => unwrap(message, textField(message, 'role') ?? role))
}

/** The content is what stood there before: a text, a list of messages as JSON, or the attributes of an event. */
function unwrap(message: JsonObject, role: string): Message[] {
  const content = decodeText(message.content ?? null)
  if (!isJsonObject(content)) {
    return isMessages(content) ? readMessages(content, role) : readMessages({ role, content }, role)
  }
  const inner = decodeText(content.message ?? content.content ?? content)
  return readMessages(
    isJsonObject(inner) && inner.role !== undefined ? inner : { role, content: inner },
    role,
  )
}

function isMessages(content: JsonValue): boolean {
  return isList(content) && content.some(each => isJsonObject(each) && each.role !== undefined)
}

function reasonsIn(exchange: Exchange): string[] {
  return listField(objectField(exchange, 'output'), 'messages')
    .filter(isJsonObject)
    .map(message => textField(objectField(message, 'content'), 'finish_reason'))
    .filter(reason => reason !== undefined)
    .map(finishReason)
}

function textIn(messages: readonly Message[]): string | undefined {
  const texts = messages.flatMap(message => message.parts).map(plainText)
  return texts.length === 0 ? undefined : texts.join('\n')
}

function plainText(part: Part): string {
  switch (part.kind) {
    case 'text':
    case 'reasoning':
      return part.text
    case 'tool-result':
      return typeof part.result === 'string' ? part.result : JSON.stringify(part.result)
    case 'tool-call':
      return JSON.stringify(part.arguments)
    case 'unknown':
      return JSON.stringify(part.raw)
    default:
      return part.source
  }
}
