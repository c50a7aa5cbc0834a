import { type JsonObject, type JsonValue, parseJson } from '../base/json.ts'
import { anyField, objectsField, textField } from '../base/json-field.ts'
import { message, textPart } from './messages.ts'

/** What Codex itself puts before the words of the user. */
const SCAFFOLDING =
  /^\s*(<(environment_context|user_instructions|permissions|skill|turn_aborted)|# AGENTS\.md)/

export interface CodexToolCall {
  readonly id: string | undefined
  readonly name: string
  readonly arguments: JsonValue
}

/** Whether the model wrote the item; everything else was sent to it. */
export function isModelItem(item: JsonObject): boolean {
  const type = textField(item, 'type') ?? ''
  return type === 'message' ? item.role === 'assistant' : type === 'reasoning' || type.endsWith('_call')
}

export function isToolOutput(item: JsonObject): boolean {
  return textField(item, 'type')?.endsWith('_output') === true
}

/** What a person typed, without what Codex added. */
export function promptOf(item: JsonObject): string | undefined {
  if (item.type !== 'message' || item.role !== 'user') return undefined
  const texts = objectsField(item, 'content').map(part => textField(part, 'text') ?? '')
  return texts.find(text => text !== '' && !SCAFFOLDING.test(text))
}

export function toolCallOf(item: JsonObject): CodexToolCall | undefined {
  const type = textField(item, 'type') ?? ''
  if (!type.endsWith('_call')) return undefined
  const id = textField(item, 'call_id', 'id')
  const name = textField(item, 'name') ?? type.slice(0, -'_call'.length)
  const sent = anyField(item, 'arguments', 'input', 'action') ?? {}
  const parsed = typeof sent === 'string' && type === 'function_call' ? parseJson(sent) : undefined
  return { id, name, arguments: parsed ?? sent }
}

/** The parts of a message that one item is, in the shape of the GenAI conventions. */
export function partsOf(item: JsonObject): JsonValue[] {
  const call = toolCallOf(item)
  if (call !== undefined) return [{ type: 'tool_call', ...call, id: call.id ?? null }]
  if (isToolOutput(item)) {
    return [{ type: 'tool_call_response', id: item.call_id ?? null, response: item.output ?? '' }]
  }
  if (item.type === 'reasoning') return [reasoningPart(item)]
  return item.type === 'message' ? objectsField(item, 'content').map(contentPart) : [item]
}

function reasoningPart(item: JsonObject): JsonObject {
  const texts = [...objectsField(item, 'summary'), ...objectsField(item, 'content')].map(each =>
    textField(each, 'text'),
  )
  const content = texts.filter(text => text !== undefined).join('\n\n')
  return content === '' ? item : { type: 'reasoning', content }
}

function contentPart(part: JsonObject): JsonObject {
  const text = textField(part, 'text')
  if (text !== undefined) return textPart(text)
  const image = textField(part, 'image_url')
  return image === undefined ? part : { type: 'uri', modality: 'image', uri: image }
}

/** An item that was sent to the model, as the message it is. */
export function inputMessageOf(item: JsonObject): JsonObject {
  const role = isToolOutput(item) ? 'tool' : (textField(item, 'role') ?? 'user')
  return message(role, partsOf(item))
}
