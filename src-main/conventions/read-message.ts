import { isJsonObject, isList, type JsonObject, type JsonValue } from '../base/json.ts'
import { anyField, objectField, textField } from '../base/json-field.ts'
import type { Message, Part } from './meaning.ts'
import { hasPartType, readPart, readParts, textPart, toolResult } from './read-part.ts'
import { decodeText } from './tolerant-json.ts'

const ROLES: ReadonlyMap<string, string> = new Map([
  ['human', 'user'],
  ['humanmessage', 'user'],
  ['ai', 'assistant'],
  ['aimessage', 'assistant'],
  ['aimessagechunk', 'assistant'],
  ['model', 'assistant'],
  ['bot', 'assistant'],
  ['developer', 'system'],
  ['systemmessage', 'system'],
  ['function', 'tool'],
  ['toolmessage', 'tool'],
])

export function roleName(raw: string): string {
  return ROLES.get(raw.toLowerCase()) ?? raw.toLowerCase()
}

/**
 * Messages in any of the shapes that stand in message attributes. Text that is no JSON, for example because
 * it was cut, becomes one message of the default role. Messages without captured content are left out.
 */
export function readMessages(value: JsonValue | undefined, defaultRole: string): Message[] {
  if (value === undefined || value === null) return []
  if (isList(value)) return value.flatMap(item => readMessages(decodeText(item), defaultRole))
  const message = isJsonObject(value)
    ? readMessage(value, defaultRole)
    : messageOf(defaultRole, [textPart(String(value))])
  return message === undefined ? [] : [message]
}

function readMessage(value: JsonObject, defaultRole: string): Message | undefined {
  const inner = innerMessage(value)
  if (inner !== undefined) return readMessage(inner, defaultRole)
  if (textField(value, 'role') === undefined && hasPartType(value)) return lonePart(value, defaultRole)
  const role = roleName(textField(value, 'role') ?? roleByType(value) ?? defaultRole)
  const content = contentParts(value, role)
  return messageOf(role, [...content, ...callsNotWithin(content, value)], textField(value, 'name'))
}

/** The message itself where it comes wrapped: a choice around it, or a serialised LangChain object. */
function innerMessage(value: JsonObject): JsonObject | undefined {
  const message = objectField(value, 'message')
  if (message !== undefined) return { ...pick(value, 'tool_calls'), ...message }
  const fields = objectField(value, 'kwargs')
  const className = isList(value.id) ? value.id.at(-1) : undefined
  return fields && typeof className === 'string' ? { role: className, ...fields } : undefined
}

function pick(value: JsonObject, name: string): JsonObject {
  const member = anyField(value, name)
  return member === undefined ? {} : { [name]: member }
}

function roleByType(value: JsonObject): string | undefined {
  const type = textField(value, 'type')
  return type !== undefined && (ROLES.has(type.toLowerCase()) || type === 'system' || type === 'tool')
    ? type
    : undefined
}

function lonePart(value: JsonObject, defaultRole: string): Message | undefined {
  const part = readPart(value)
  if (part?.kind === 'tool-result') return messageOf('tool', [part])
  return messageOf(part?.kind === 'tool-call' || part?.kind === 'reasoning' ? 'assistant' : defaultRole, [
    part,
  ])
}

function contentParts(value: JsonObject, role: string): (Part | undefined)[] {
  const content = anyField(value, 'parts', 'content') ?? null
  const callId = textField(value, 'tool_call_id', 'toolCallId')
  const isToolAnswer = callId !== undefined || (role === 'tool' && textField(value, 'id') !== undefined)
  if (isToolAnswer && content !== null && !holdsToolResult(content)) {
    const name = textField(value, 'name')
    return [
      toolResult({
        id: callId ?? textField(value, 'id'),
        name,
        result: content,
        isError: value.status === 'error',
      }),
    ]
  }
  const thinking = textField(value, 'reasoning_content', 'reasoning')
  const reasoning: Part[] = thinking === undefined ? [] : [{ kind: 'reasoning', text: thinking }]
  return [...reasoning, ...partsWithin(content)]
}

function holdsToolResult(content: JsonValue): boolean {
  return readParts(content).some(part => part.kind === 'tool-result')
}

/** A text that is a JSON list of parts is read as parts; any other JSON is what somebody wrote. */
function partsWithin(content: JsonValue): Part[] {
  const decoded = typeof content === 'string' && content.startsWith('[') ? decodeText(content) : content
  return isList(decoded) && (decoded !== content ? decoded.every(hasPartType) : true)
    ? readParts(decoded)
    : readParts(content)
}

/** LangChain tells a call both as a part of the content and beside it. */
function callsNotWithin(content: readonly (Part | undefined)[], value: JsonObject): (Part | undefined)[] {
  const known = new Set(content.map(callId))
  return toolCallParts(value).filter(part => {
    const id = callId(part)
    return id === undefined || !known.has(id)
  })
}

function callId(part: Part | undefined): string | undefined {
  return part?.kind === 'tool-call' ? part.id : undefined
}

function toolCallParts(value: JsonObject): (Part | undefined)[] {
  const calls = anyField(value, 'tool_calls', 'toolCalls')
  const legacyCall = objectField(value, 'function_call')
  const sent = calls === undefined ? [] : decodeText(calls)
  const items = [...(isList(sent) ? sent : [sent]), ...(legacyCall === undefined ? [] : [legacyCall])]
  return items.map(item => (isJsonObject(item) ? readPart({ ...item, type: 'tool_call' }) : readPart(item)))
}

function messageOf(
  role: string,
  parts: readonly (Part | undefined)[],
  name?: string | undefined,
): Message | undefined {
  const captured = parts.filter(part => part !== undefined)
  return captured.length === 0 ? undefined : { role, name, parts: captured }
}
