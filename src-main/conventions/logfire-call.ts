import { isJsonObject, type JsonObject } from '../base/json.ts'
import { textField } from '../base/json-field.ts'
import type { AttributeMap } from '../otlp/otlp-span.ts'
import { readGenAiCall } from './gen-ai-call.ts'
import type { CallMeaning, Message, ReportedUsage } from './meaning.ts'
import { type EventMessages, messageEvents } from './message-events.ts'
import { payloadOf } from './payload.ts'
import { billedCost } from './provider-answer.ts'
import { textOf } from './read-attribute.ts'
import { finishReasonsInResponse, readRequest, readResponse } from './read-body.ts'
import { readMessages } from './read-message.ts'
import { readParts } from './read-part.ts'
import { readTools } from './read-tools.ts'
import { reportedUsage } from './reported-usage.ts'
import { splitSystemPrompt } from './system-prompt.ts'
import { decode } from './tolerant-json.ts'

/** A call from the bodies that went over the wire, or from what newer versions write beside them. */
export function readLogfireCall(attributes: AttributeMap): CallMeaning {
  const call = readGenAiCall(attributes)
  const request = objectAt(attributes, 'request_data')
  const response = objectAt(attributes, 'response_data')
  const { model, messages, input, tools, instructions, system, ...parameters } = request
  const events = messageEvents(decode(attributes.get('events')))
  return {
    ...call,
    operation: call.operation ?? operationOf(attributes),
    requestModel: call.requestModel ?? textField(request, 'model'),
    parameters: { ...parameters, ...call.parameters },
    tools: readTools(decode(attributes.get('gen_ai.tool.definitions')) ?? tools),
    ...promptOf(attributes, request, events),
    output: firstFilled(
      readMessages(decode(attributes.get('gen_ai.output.messages')), 'assistant'),
      events.output,
      readAnswer(response),
    ),
    finishReasons: firstFilled(call.finishReasons, events.finishReasons, finishReasonsInResponse(response)),
    usage: usageOf(attributes, call, response),
    ...billedCost(response),
  }
}

/** Before operations had names, the template of the message was the only word of it. */
function operationOf(attributes: AttributeMap): string {
  return textOf(attributes, 'logfire.msg_template')?.startsWith('Embedding') === true ? 'embeddings' : 'chat'
}

function promptOf(attributes: AttributeMap, request: JsonObject, events: EventMessages) {
  const hasBody = request.messages !== undefined || request.input !== undefined
  const inBody = hasBody ? readRequest(request) : { system: [], input: [] }
  return splitSystemPrompt(
    [...readParts(decode(attributes.get('gen_ai.system_instructions'))), ...inBody.system],
    firstFilled(
      readMessages(decode(attributes.get('gen_ai.input.messages')), 'user'),
      events.input,
      inBody.input,
    ),
  )
}

function readAnswer(response: JsonObject): Message[] {
  const streamed = textField(response, 'combined_chunk_content')
  return response.message === undefined ? readMessages(streamed, 'assistant') : readResponse(response.message)
}

/** The provider's own counts say more than the two numbers beside them. */
function usageOf(
  attributes: AttributeMap,
  { usage, provider }: CallMeaning,
  response: JsonObject,
): ReportedUsage | undefined {
  const rule = provider === 'anthropic' ? 'unsaid' : true
  const raw = decode(attributes.get('gen_ai.usage.raw')) ?? response.usage
  const told = reportedUsage(raw, rule)
  if (told === undefined || usage === undefined) return usage ?? told
  return {
    ...told,
    inputTokens: usage.inputTokens ?? told.inputTokens,
    outputTokens: usage.outputTokens ?? told.outputTokens,
    inputIncludesCache: usage.inputIncludesCache === 'unsaid' ? rule : usage.inputIncludesCache,
  }
}

function objectAt(attributes: AttributeMap, key: string): JsonObject {
  const value = decode(payloadOf(attributes, key))
  return isJsonObject(value) ? value : {}
}

function firstFilled<T>(...lists: readonly (readonly T[])[]): readonly T[] {
  return lists.find(list => list.length > 0) ?? []
}
