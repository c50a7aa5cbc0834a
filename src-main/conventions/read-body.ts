import { isJsonObject, isList, type JsonObject, type JsonValue } from '../base/json.ts'
import { anyField, objectField, textField } from '../base/json-field.ts'
import { finishReason } from './finish-reason.ts'
import type { Message, Part } from './meaning.ts'
import { readMessages } from './read-message.ts'
import { readParts } from './read-part.ts'

/** What a provider's request says, or a plain text that was sent as the prompt. */
export function readRequest(body: JsonValue | undefined): { system: Part[]; input: Message[] } {
  if (!isJsonObject(body)) return { system: [], input: readMessages(body, 'user') }
  const messages = anyField(body, 'messages', 'input', 'contents', 'prompt')
  const instructions = anyField(body, 'system', 'instructions', 'system_instruction', 'systemInstruction')
  return {
    system: readParts(isJsonObject(instructions) ? (instructions.parts ?? instructions) : instructions),
    input: readMessages(messages ?? body, 'user'),
  }
}

/** The messages of a provider's response, or a plain text that came back. */
export function readResponse(body: JsonValue | undefined): Message[] {
  const choices = isJsonObject(body)
    ? anyField(body, 'choices', 'output', 'candidates', 'messages')
    : undefined
  if (choices === undefined) return readMessages(body, 'assistant')
  const answers = (isList(choices) ? choices : [choices]).map(unwrapCandidate)
  return readMessages(answers, 'assistant')
}

export function finishReasonsInResponse(body: JsonValue | undefined): string[] {
  if (!isJsonObject(body)) return []
  const choices = anyField(body, 'choices', 'candidates')
  const places = isList(choices) ? choices.filter(isJsonObject) : [body]
  return places
    .map(place => textField(place, 'finish_reason', 'finishReason', 'stop_reason', 'stopReason'))
    .filter(reason => reason !== undefined)
    .map(finishReason)
}

/** Gemini keeps the message of a candidate under `content`. */
function unwrapCandidate(choice: JsonValue): JsonValue {
  if (!isJsonObject(choice) || choice.role !== undefined) return choice
  const content: JsonObject | undefined = objectField(choice, 'content')
  return content === undefined ? choice : content
}
