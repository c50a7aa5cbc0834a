import type { JsonObject, JsonValue } from '../base/json.ts'

/** A message in the shape of the GenAI conventions. */
export function message(role: string, parts: readonly JsonValue[]): JsonObject {
  return { role, parts }
}

export function textPart(text: string): JsonObject {
  return { type: 'text', content: text }
}

/** Messages as an attribute: plain text is wrapped, so that text that looks like JSON stays text. */
export function messagesText(role: string, value: JsonValue | undefined): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const messages = typeof value === 'string' ? [message(role, [textPart(value)])] : value
  return JSON.stringify(messages)
}

/** A title as long as a line in a list. */
export function titleOf(text: string | undefined): string | undefined {
  const line = text
    ?.split('\n')
    .map(each => each.trim())
    .find(each => each !== '')
  if (line === undefined) return undefined
  return line.length > MAX_TITLE ? `${line.slice(0, MAX_TITLE - 1)}…` : line
}

const MAX_TITLE = 80
