import { isJsonObject, type JsonValue } from '../base/json.ts'
import { canonicalJson } from './canonical-json.ts'
import { decodeText } from './tolerant-json.ts'

/** What a tool returned, out of the object that frameworks of LangChain's kind put around it. */
export function toolOutput(payload: string | undefined): string | undefined {
  if (payload === undefined) return undefined
  const body = decodeText(payload)
  if (!isJsonObject(body)) return payload
  const inner = onlyMember(body, 'output') ?? body
  const content = isToolMessage(inner) ? inner.content : inner
  if (content === undefined || content === body) return payload
  return typeof content === 'string' ? content : canonicalJson(content)
}

function onlyMember(body: JsonValue, name: string): JsonValue | undefined {
  return isJsonObject(body) && Object.keys(body).length === 1 ? body[name] : undefined
}

function isToolMessage(value: JsonValue): value is { readonly content: JsonValue } {
  return (
    isJsonObject(value) && value.content !== undefined && (value.type === 'tool' || value.role === 'tool')
  )
}
