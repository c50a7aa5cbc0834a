import { isJsonObject, isList, type JsonObject, type JsonValue } from '../base/json.ts'
import { objectField, textField } from '../base/json-field.ts'
import type { AttributeMap } from '../otlp/otlp-span.ts'
import { finishReason } from './finish-reason.ts'
import type { CallMeaning, Message } from './meaning.ts'
import { providerName } from './provider-name.ts'
import { textOf } from './read-attribute.ts'
import { readMessages } from './read-message.ts'
import { readTools } from './read-tools.ts'
import { callMeaning, usageFrom } from './span-meaning.ts'
import { splitSystemPrompt } from './system-prompt.ts'
import { decode } from './tolerant-json.ts'

const PLUGINS: ReadonlyMap<string, string> = new Map([
  ['googleai', 'google.gemini'],
  ['vertexai', 'google.vertex'],
])

/** A model is named `plugin/model`. */
export function readGenkitCall(attributes: AttributeMap, kind: 'llm' | 'embedding'): CallMeaning {
  const input = objectAt(attributes, 'genkit:input')
  const output = objectAt(attributes, 'genkit:output')
  const [plugin = '', ...rest] = (textOf(attributes, 'genkit:name') ?? '').split('/')
  const model = rest.length === 0 ? plugin : rest.join('/')
  const answer = answerIn(output)
  const reason = textField(output, 'finishReason') ?? textField(answer, 'finishReason')
  return callMeaning({
    operation: kind === 'llm' ? 'chat' : 'embeddings',
    provider: PLUGINS.get(plugin) ?? (rest.length === 0 ? undefined : providerName(plugin, model)),
    requestModel: model === '' ? undefined : model,
    parameters: objectField(input, 'config') ?? {},
    tools: readTools(input.tools),
    ...splitSystemPrompt([], messagesIn(input.messages ?? input.input, 'user')),
    output: messagesIn(answer.message, 'assistant'),
    finishReasons: reason === undefined ? [] : [finishReason(reason)],
    usage: usageIn(objectField(output, 'usage') ?? {}),
  })
}

function objectAt(attributes: AttributeMap, key: string): JsonObject {
  const value = decode(attributes.get(key))
  return isJsonObject(value) ? value : {}
}

/** Older versions answer with a list of candidates. */
function answerIn(output: JsonObject): JsonObject {
  const [first] = isList(output.candidates) ? output.candidates : []
  return isJsonObject(first) ? first : output
}

function messagesIn(value: JsonValue | undefined, role: string): Message[] {
  if (value === undefined) return []
  const messages = isList(value) ? value : [value]
  return messages.filter(isJsonObject).flatMap(message => {
    const content = isList(message.content) ? message.content.map(partOf) : (message.content ?? null)
    return readMessages({ role: message.role ?? role, content }, role)
  })
}

/** Genkit's parts have no type but the one member they hold; text is known as it is. */
function partOf(part: JsonValue): JsonValue {
  if (!isJsonObject(part)) return part
  const request = objectField(part, 'toolRequest')
  if (request !== undefined)
    return { type: 'tool_call', ...joined(request), arguments: request.input ?? null }
  const response = objectField(part, 'toolResponse')
  if (response !== undefined)
    return { type: 'tool_result', ...joined(response), content: response.output ?? null }
  const media = objectField(part, 'media')
  if (media !== undefined) return { type: 'uri', uri: media.url ?? '', mime_type: media.contentType ?? '' }
  const reasoning = textField(part, 'reasoning')
  return reasoning === undefined ? part : { type: 'reasoning', text: reasoning }
}

function joined(exchange: JsonObject): JsonObject {
  return { name: exchange.name ?? '', tool_call_id: exchange.ref ?? '' }
}

/** Counts as Gemini gives them: thoughts beside the output, cached tokens within the input. */
function usageIn(usage: JsonObject) {
  const reasoningTokens = countIn(usage.thoughtsTokens)
  const answered = countIn(usage.outputTokens)
  return usageFrom(
    {
      inputTokens: countIn(usage.inputTokens),
      outputTokens: answered === undefined ? undefined : answered + (reasoningTokens ?? 0),
      cacheReadTokens: countIn(usage.cachedContentTokens),
      reasoningTokens,
    },
    true,
  )
}

function countIn(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined
}
