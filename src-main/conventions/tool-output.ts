import { isJsonObject, type JsonObject, type JsonValue } from '../base/json.ts'
import { textField } from '../base/json-field.ts'
import { canonicalJson } from './canonical-json.ts'
import { decodeText } from './tolerant-json.ts'

export interface ToolOutput {
  readonly result: string | undefined
  readonly toolCallId: string | undefined
}

/** What a tool returned, out of the object that frameworks of LangChain's kind put around it. */
export function toolOutput(payload: string | undefined): ToolOutput {
  const plain: ToolOutput = { result: payload, toolCallId: undefined }
  const body = payload === undefined ? undefined : decodeText(payload)
  if (!isJsonObject(body)) return plain
  const inner = onlyMember(body, 'output')
  const message = toolMessage(inner ?? body)
  if (message !== undefined) {
    return { result: asText(message.content ?? null), toolCallId: textField(message, 'tool_call_id') }
  }
  return inner === undefined ? plain : { ...plain, result: asText(inner) }
}

function asText(value: JsonValue): string {
  return typeof value === 'string' ? value : canonicalJson(value)
}

function onlyMember(body: JsonValue, name: string): JsonValue | undefined {
  return isJsonObject(body) && Object.keys(body).length === 1 ? body[name] : undefined
}

function toolMessage(value: JsonValue): JsonObject | undefined {
  if (!isJsonObject(value) || value.content === undefined) return undefined
  return value.type === 'tool' || value.role === 'tool' ? value : undefined
}
