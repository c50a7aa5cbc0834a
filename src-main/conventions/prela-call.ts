import type { JsonObject, JsonValue } from '../base/json.ts'
import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import { finishReasonsOf } from './finish-reason.ts'
import type { CallMeaning, Message } from './meaning.ts'
import { providerName } from './provider-name.ts'
import { countOf, dollarsOf, textOf } from './read-attribute.ts'
import { readMessages } from './read-message.ts'
import { textPart } from './read-part.ts'
import { callMeaning, usageFrom } from './span-meaning.ts'
import { splitSystemPrompt } from './system-prompt.ts'
import { firstTokenInMs } from './time-to-first-token.ts'
import { decode, toJson } from './tolerant-json.ts'

const PARAMETERS: Readonly<Record<string, string>> = {
  temperature: 'llm.temperature',
  max_tokens: 'llm.max_tokens',
  stream: 'llm.stream',
}
/** What Python prints of an answer without text. */
const NOTHING = 'None'

export function readPrelaCall(span: OtlpSpan, kind: 'llm' | 'embedding'): CallMeaning {
  const { attributes } = span
  const requestModel = textOf(attributes, 'llm.request.model', 'llm.model', 'embedding.model')
  return callMeaning({
    operation: kind === 'llm' ? 'chat' : 'embeddings',
    provider: providerName(textOf(attributes, 'llm.vendor', 'llm.provider'), requestModel),
    requestModel,
    responseModel: textOf(attributes, 'llm.response.model'),
    responseId: textOf(attributes, 'llm.response.id'),
    parameters: readParameters(attributes),
    ...readPrompt(span),
    output: kind === 'llm' ? readAnswer(span) : [],
    finishReasons: finishReasonsOf(attributes, 'llm.finish_reason', 'llm.stop_reason'),
    usage: usageFrom(
      {
        inputTokens: countOf(attributes, 'llm.input_tokens', 'llm.prompt_tokens', 'llm.usage.prompt_tokens'),
        outputTokens: countOf(
          attributes,
          'llm.output_tokens',
          'llm.completion_tokens',
          'llm.usage.completion_tokens',
        ),
      },
      'unsaid',
    ),
    reportedCostUsd: dollarsOf(attributes, 'llm.cost_usd'),
    timeToFirstTokenNs: firstTokenInMs(attributes, 'llm.time_to_first_token_ms'),
  })
}

function readParameters(attributes: AttributeMap): JsonObject {
  const told = Object.entries(PARAMETERS).flatMap(([name, key]) => {
    const value = attributes.get(key)
    return value === undefined || value === null ? [] : [[name, toJson(value)] as const]
  })
  return Object.fromEntries(told)
}

/** The messages survive only as text: the exporter drops lists of objects. */
function readPrompt({ attributes, events }: OtlpSpan): Pick<CallMeaning, 'system' | 'input'> {
  const request = events.find(event => event.name === 'llm.request')?.attributes
  const system = textOf(attributes, 'llm.system') ?? (request && textOf(request, 'system'))
  const stated = textPart(system)
  const sent = readMessages(decode(request?.get('messages')), 'user')
  const input = sent.length > 0 ? sent : textMessages(attributes, 'llm.prompt', 'user')
  return splitSystemPrompt(stated === undefined ? [] : [stated], input)
}

function readAnswer({ attributes, events }: OtlpSpan): Message[] {
  const response = events.findLast(event => event.name === 'llm.response')?.attributes
  const content = response?.get('content')
  const answer = content === undefined || content === NOTHING ? null : toJson(content)
  const calls = events.find(event => event.name === 'llm.tool_calls' || event.name === 'llm.tool_use')
  const toolCalls: JsonValue = decode(calls?.attributes.get('tool_calls')) ?? []
  const messages = readMessages({ role: 'assistant', content: answer, tool_calls: toolCalls }, 'assistant')
  return messages.length > 0 ? messages : textMessages(attributes, 'llm.response', 'assistant')
}

/** Under one key, or numbered. */
function textMessages(attributes: AttributeMap, key: string, role: string): Message[] {
  const alone = textOf(attributes, key)
  if (alone !== undefined) return readMessages(alone, role)
  const messages: Message[] = []
  for (let index = 0; ; index += 1) {
    const text = textOf(attributes, `${key}.${index}`)
    if (text === undefined) return messages
    messages.push(...readMessages(text, role))
  }
}
