import type { JsonObject, JsonValue } from '../base/json.ts'
import type { Message } from './meaning.ts'
import { readMessages } from './read-message.ts'
import { toJson } from './tolerant-json.ts'
import { type Branch, itemsAt, textAt, valueAt } from './unflatten.ts'

/** The messages under one list: `llm.input_messages.3.message.content` and its like. */
export function flattenedMessages(list: readonly Branch[], defaultRole: string): Message[] {
  return list.flatMap(item => readMessages(flattenedMessage(item), defaultRole))
}

/** Back to the shape the provider's own API would give it, which the reader of messages knows. */
function flattenedMessage(item: Branch): JsonObject {
  const legacyCall = textAt(item, 'message', 'function_call_name')
  return present({
    role: textAt(item, 'message', 'role'),
    name: textAt(item, 'message', 'name'),
    tool_call_id: textAt(item, 'message', 'tool_call_id'),
    content: contentOf(item),
    tool_calls: [
      ...itemsAt(item, 'message', 'tool_calls').map(flattenedToolCall),
      ...(legacyCall === undefined ? [] : [legacyToolCall(item, legacyCall)]),
    ],
  })
}

function contentOf(item: Branch): JsonValue | undefined {
  const contents = itemsAt(item, 'message', 'contents').map(flattenedContent)
  if (contents.length > 0) return contents
  const content = valueAt(item, 'message', 'content')
  return content === undefined ? undefined : toJson(content)
}

function flattenedToolCall(item: Branch): JsonObject {
  return present({
    id: textAt(item, 'tool_call', 'id'),
    name: textAt(item, 'tool_call', 'function', 'name'),
    arguments: toolArguments(item, 'tool_call', 'function', 'arguments'),
  })
}

function legacyToolCall(item: Branch, name: string): JsonObject {
  return present({ name, arguments: toolArguments(item, 'message', 'function_call_arguments_json') })
}

function toolArguments(item: Branch, ...path: readonly string[]): JsonValue | undefined {
  const value = valueAt(item, ...path)
  return value === undefined ? undefined : toJson(value)
}

function flattenedContent(item: Branch): JsonObject {
  const image = textAt(item, 'message_content', 'image', 'image', 'url')
  const audio = textAt(item, 'message_content', 'audio', 'audio', 'url')
  const fields = [...(item.children.get('message_content')?.children ?? [])]
  const scalars = fields.flatMap(([name, { value }]) =>
    value === undefined ? [] : [[name, toJson(value)] as const],
  )
  return present({ ...Object.fromEntries(scalars), url: image ?? audio })
}

function present(fields: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const told = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return Object.fromEntries(told)
}
