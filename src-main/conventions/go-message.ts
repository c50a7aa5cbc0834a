import { isJsonObject, isList, type JsonObject, type JsonValue } from '../base/json.ts'
import { anyField } from '../base/json-field.ts'
import type { Message } from './meaning.ts'
import { readMessages } from './read-message.ts'
import { decodeText } from './tolerant-json.ts'

/** Go writes the fields of a struct under their own names, capitals and all, unless it is told other names. */
export function readGoMessages(value: JsonValue | undefined): Message[] {
  if (value === undefined) return []
  return readMessages(isList(value) ? value.map(item => goMessage(decodeText(item))) : value, 'user')
}

export function goToolCalls(value: JsonValue | undefined): JsonValue[] {
  return isList(value) ? value.filter(isJsonObject).map(goToolCall) : []
}

function goMessage(value: JsonValue): JsonValue {
  if (!isJsonObject(value) || value.Role === undefined) return value
  const results = isList(value.ToolResults) ? value.ToolResults.filter(isJsonObject).map(goToolResult) : []
  return {
    role: value.Role,
    name: value.Name ?? '',
    content: results.length > 0 ? results : (value.Content ?? ''),
    tool_calls: goToolCalls(value.ToolCalls),
  }
}

function goToolCall(call: JsonObject): JsonObject {
  return {
    id: anyField(call, 'ID', 'id') ?? '',
    name: anyField(call, 'Name', 'name') ?? '',
    arguments: anyField(call, 'Arguments', 'arguments') ?? null,
  }
}

function goToolResult(result: JsonObject): JsonObject {
  return {
    type: 'tool_result',
    tool_call_id: anyField(result, 'CallID', 'ToolCallID', 'ID') ?? '',
    name: anyField(result, 'Name') ?? '',
    content: anyField(result, 'Content', 'Result', 'Output') ?? null,
    is_error: result.IsError === true,
  }
}
