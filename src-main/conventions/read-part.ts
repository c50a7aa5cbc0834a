import { isJsonObject, isList, type JsonObject, type JsonValue } from '../base/json.ts'
import { anyField, objectField, textField } from '../base/json-field.ts'
import type { Part } from './meaning.ts'
import { isPlaceholder } from './placeholder.ts'
import { readMedia } from './read-media.ts'
import { decodeText } from './tolerant-json.ts'

type ReadPart = (part: JsonObject) => Part | undefined

const BY_TYPE: ReadonlyMap<string, ReadPart> = new Map<string, ReadPart>([
  ['text', readText],
  ['input_text', readText],
  ['output_text', readText],
  ['refusal', readText],
  ['reasoning', readReasoning],
  ['thinking', readReasoning],
  ['redacted_thinking', readReasoning],
  ['tool_call', readToolCall],
  ['tool-call', readToolCall],
  ['tool_use', readToolCall],
  ['function', readToolCall],
  ['function_call', readToolCall],
  ['server_tool_call', readToolCall],
  ['server_tool_use', readToolCall],
  ['tool_call_response', readToolResult],
  ['tool_result', readToolResult],
  ['tool-result', readToolResult],
  ['function_call_output', readToolResult],
  ['server_tool_call_response', readToolResult],
  ['blob', part => readMedia(part, undefined)],
  ['uri', part => readMedia(part, undefined)],
  ['file', part => readMedia(part, undefined)],
  ['input_file', part => readMedia(part, 'file')],
  ['document', part => readMedia(part, 'file')],
  ['image', part => readMedia(part, 'image')],
  ['image_url', part => readMedia(part, 'image')],
  ['input_image', part => readMedia(part, 'image')],
  ['audio', part => readMedia(part, 'audio')],
  ['input_audio', part => readMedia(part, 'audio')],
])

/** Providers whose parts have no type are told by the one member they hold. */
const BY_MEMBER: readonly (readonly [string, ReadPart])[] = [
  ['functionCall', part => readToolCall(objectField(part, 'functionCall') ?? part)],
  ['function_call', part => readToolCall(objectField(part, 'function_call') ?? part)],
  ['functionResponse', part => readToolResult(objectField(part, 'functionResponse') ?? part)],
  ['function_response', part => readToolResult(objectField(part, 'function_response') ?? part)],
  ['toolUse', part => readToolCall(objectField(part, 'toolUse') ?? part)],
  ['toolResult', part => readToolResult(objectField(part, 'toolResult') ?? part)],
  ['reasoningContent', readReasoning],
  ['inlineData', part => readMedia(part, undefined)],
  ['inline_data', part => readMedia(part, undefined)],
  ['fileData', part => readMedia(part, undefined)],
  ['file_data', part => readMedia(part, undefined)],
  ['text', part => (part.thought === true ? readReasoning(part) : readText(part))],
]

export function readParts(value: JsonValue | undefined): Part[] {
  if (value === undefined || value === null) return []
  const parts = isList(value) ? value : [value]
  return parts.map(readPart).filter(part => part !== undefined)
}

/** A part is known by its own type, never by the role of its message. Undefined when it holds nothing. */
export function readPart(value: JsonValue): Part | undefined {
  if (typeof value === 'string') return textPart(value)
  if (!isJsonObject(value)) return { kind: 'unknown', raw: value }
  const readers = readerOf(value)
  return readers === undefined ? { kind: 'unknown', raw: value } : readers(value)
}

export function textPart(text: string | undefined): Part | undefined {
  return text === undefined || text === '' || isPlaceholder(text) ? undefined : { kind: 'text', text }
}

/** Whether the object says itself that it is a part and no message. */
export function hasPartType(value: JsonValue): value is JsonObject {
  return isJsonObject(value) && typeof value.type === 'string' && BY_TYPE.has(value.type)
}

function readerOf(part: JsonObject): ReadPart | undefined {
  if (typeof part.type === 'string') return BY_TYPE.get(part.type)
  return BY_MEMBER.find(([member]) => Object.hasOwn(part, member))?.[1]
}

function readText(part: JsonObject): Part | undefined {
  return textPart(textField(part, 'content', 'text', 'refusal'))
}

function readReasoning(part: JsonObject): Part | undefined {
  const nested = objectField(part, 'reasoningContent')
  const holder = (nested && objectField(nested, 'reasoningText')) ?? nested ?? part
  const text = textField(holder, 'content', 'text', 'thinking', 'reasoning') ?? summaryOf(holder)
  if (text !== undefined) return isPlaceholder(text) ? undefined : { kind: 'reasoning', text }
  return anyField(part, 'data', 'encrypted_content', 'signature') === undefined
    ? undefined
    : { kind: 'unknown', raw: part }
}

function summaryOf(part: JsonObject): string | undefined {
  const texts = isList(part.summary)
    ? part.summary.filter(isJsonObject).map(item => textField(item, 'text'))
    : []
  return texts.length === 0 ? undefined : texts.filter(text => text !== undefined).join('\n\n')
}

function readToolCall(part: JsonObject): Part {
  const call = objectField(part, 'function') ?? part
  const sent = anyField(call, 'arguments', 'args', 'input', 'parameters', 'server_tool_call') ?? null
  return {
    kind: 'tool-call',
    id: callIdOf(part),
    name: textField(call, 'name', 'toolName', 'tool_name') ?? '',
    arguments: typeof sent === 'string' && isPlaceholder(sent) ? null : decodeText(sent),
  }
}

function readToolResult(part: JsonObject): Part {
  const sent = anyField(part, 'response', 'result', 'output', 'content', 'server_tool_call_response')
  return toolResult({
    id: callIdOf(part),
    name: textField(part, 'name', 'toolName', 'tool_name'),
    result: sent ?? null,
    isError: part.is_error === true || part.isError === true || part.status === 'error',
  })
}

export function toolResult(told: Omit<Part & { readonly kind: 'tool-result' }, 'kind'>): Part {
  const result = onlyText(told.result)
  const isCaptured = typeof result !== 'string' || !isPlaceholder(result)
  return { kind: 'tool-result', ...told, result: isCaptured ? result : null }
}

/** A result that is one text part is that text, so that it equals the result in another vocabulary. */
export function onlyText(result: JsonValue): JsonValue {
  const [only, ...others] = isList(result) ? result : []
  const part = only === undefined || others.length > 0 ? undefined : readPart(only)
  return part?.kind === 'text' ? part.text : result
}

/** Where a part has several ids, the one that joins call and result comes first. */
function callIdOf(part: JsonObject): string | undefined {
  return textField(part, 'call_id', 'tool_use_id', 'toolUseId', 'tool_call_id', 'toolCallId', 'id')
}
