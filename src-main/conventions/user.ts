import type { AttributeMap } from '../otlp/otlp-span.ts'
import { textOf } from './read-attribute.ts'

const CHOSEN_NAMES = ['user_id', 'userId', 'user.id', 'user']
const keysByPrefix = new Map<string, readonly string[]>()

export function userOf(attributes: AttributeMap): string | undefined {
  return textOf(attributes, 'user.id', 'enduser.id')
}

/** Who is talking, from free metadata whose keys begin with the prefix. */
export function userIn(attributes: AttributeMap, prefix: string): string | undefined {
  const keys = keysByPrefix.get(prefix) ?? CHOSEN_NAMES.map(name => prefix + name)
  keysByPrefix.set(prefix, keys)
  return textOf(attributes, ...keys)
}
