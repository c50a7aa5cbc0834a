import type { JsonObject, JsonValue } from '../base/json.ts'
import { anyField, objectField, textField } from '../base/json-field.ts'
import { message, textPart } from './messages.ts'

/** A content block of Anthropic's API as a part of the GenAI conventions; unknown ones stay as they are. */
export function anthropicPart(block: JsonObject): JsonObject {
  switch (block.type) {
    case 'text':
      return textPart(textField(block, 'text') ?? '')
    case 'thinking':
      return { type: 'reasoning', content: textField(block, 'thinking') ?? '' }
    case 'tool_use':
      return { type: 'tool_call', id: block.id ?? null, name: block.name ?? '', arguments: block.input ?? {} }
    case 'tool_result':
      return toolResponse(block)
    case 'image':
    case 'document':
      return mediaPart(block)
    default:
      return block
  }
}

function toolResponse(block: JsonObject): JsonObject {
  const failure = block.is_error === true ? { is_error: true } : {}
  return {
    type: 'tool_call_response',
    id: block.tool_use_id ?? null,
    response: anyField(block, 'content') ?? '',
    ...failure,
  }
}

function mediaPart(block: JsonObject): JsonObject {
  const source = objectField(block, 'source')
  const modality = block.type ?? 'file'
  const mime_type = source?.media_type ?? null
  const data = textField(source, 'data')
  return data === undefined
    ? { type: 'uri', modality, mime_type, uri: anyField(source, 'url', 'file_id') ?? '' }
    : { type: 'blob', modality, mime_type, content: data }
}

/** Tool results have a role of their own, whatever role the API sends them in. */
export function anthropicMessage(role: string, blocks: readonly JsonObject[]): JsonObject {
  const isResult = blocks.length > 0 && blocks.every(block => block.type === 'tool_result')
  return message(isResult ? 'tool' : role, blocks.map(anthropicPart) satisfies JsonValue)
}
