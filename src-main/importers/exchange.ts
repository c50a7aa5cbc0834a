import { isJsonObject, isList, type JsonValue } from '../base/json.ts'
import { anyField, objectField } from '../base/json-field.ts'
import { messagesText } from './messages.ts'

const PROMPTS = ['messages', 'contents', 'prompt', 'input', 'inputs', 'query', 'question']
const ANSWERS = [
  'choices',
  'message',
  'content',
  'text',
  'answer',
  'response',
  'output',
  'completion',
  'result',
]

/** What was asked, of a record that calls it by whatever name it likes. */
export function questionOf(value: JsonValue | undefined): string | undefined {
  return messagesText('user', contentOf(value, PROMPTS))
}

export function answerOf(value: JsonValue | undefined): string | undefined {
  return messagesText('assistant', contentOf(value, ANSWERS))
}

/** Messages or text; any other object is shown as it is. */
function contentOf(value: JsonValue | undefined, names: readonly string[]): JsonValue | undefined {
  if (!isJsonObject(value)) return isList(value) ? messagesOrText(value) : asText(value)
  if (value.role !== undefined) return [value]
  const inner = anyField(value, ...names)
  if (inner === undefined) return JSON.stringify(value)
  const message = objectField(value, 'message')
  if (message !== undefined) return message.role === undefined ? contentOf(message, names) : [message]
  return isList(inner) ? messagesOrText(inner) : isJsonObject(inner) ? contentOf(inner, names) : asText(inner)
}

function messagesOrText(list: readonly JsonValue[]): JsonValue {
  const flat = list.flatMap(item => (isList(item) ? item : [item]))
  return flat.every(isJsonObject) ? flat : JSON.stringify(list)
}

function asText(value: JsonValue | undefined): string | undefined {
  return value === undefined || value === null ? undefined : String(value)
}
