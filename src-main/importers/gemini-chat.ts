import type { JsonObject } from '../base/json.ts'
import { objectField, objectsField, textField } from '../base/json-field.ts'

export interface GeminiMessage {
  readonly line: number
  readonly record: JsonObject
}

export interface GeminiChat {
  readonly sessionId: string
  meta: JsonObject
  /** By id, in the order of the talk. */
  messages: Map<string, GeminiMessage>
}

/** A chat file is a log of changes: a message written again replaces the first, and going back drops the rest. */
export function createGeminiChats() {
  const chats = new Map<string, GeminiChat>()
  let current: GeminiChat | undefined

  function take(record: JsonObject, line: number): void {
    const sessionId = textField(record, 'sessionId')
    if (sessionId !== undefined) {
      current = chats.get(sessionId) ?? { sessionId, meta: {}, messages: new Map() }
      chats.set(sessionId, current)
    }
    if (current === undefined) return
    const target = textField(record, '$rewindTo')
    const change = objectField(record, '$set')
    if (target !== undefined) rewind(current, target)
    else if (change !== undefined) patch(current, change, line)
    else if (sessionId !== undefined) patch(current, record, line)
    else put(current, record, line)
  }

  return { take, all: () => chats.values() }
}

function patch(chat: GeminiChat, change: JsonObject, line: number): void {
  const { messages, ...meta } = change
  chat.meta = { ...chat.meta, ...meta }
  if (messages === undefined) return
  chat.messages = new Map()
  for (const message of objectsField(change, 'messages')) put(chat, message, line)
}

function put(chat: GeminiChat, record: JsonObject, line: number): void {
  const id = textField(record, 'id')
  if (id !== undefined) chat.messages.set(id, { line, record })
}

function rewind(chat: GeminiChat, id: string): void {
  const ids = [...chat.messages.keys()]
  const from = ids.indexOf(id)
  for (const dropped of from === -1 ? [] : ids.slice(from)) chat.messages.delete(dropped)
}
