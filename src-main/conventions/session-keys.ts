import type { AttributeMap } from '../otlp/otlp-span.ts'
import { textOf } from './read-attribute.ts'

/** The names applications choose for the conversation in metadata that is theirs to fill. */
const SESSION_NAMES = [
  'session_id',
  'sessionId',
  'session.id',
  'thread_id',
  'threadId',
  'conversation_id',
  'conversationId',
  'chat_id',
  'chatId',
]
const USER_NAMES = ['user_id', 'userId', 'user.id', 'user']

const keysByPrefix = new Map<string, { readonly session: string[]; readonly user: string[] }>()

/** Who is talking, from free metadata whose keys begin with the prefix. */
export function talkers(attributes: AttributeMap, prefix: string) {
  const keys = keysByPrefix.get(prefix) ?? {
    session: SESSION_NAMES.map(name => prefix + name),
    user: USER_NAMES.map(name => prefix + name),
  }
  keysByPrefix.set(prefix, keys)
  return { sessionId: textOf(attributes, ...keys.session), userId: textOf(attributes, ...keys.user) }
}
