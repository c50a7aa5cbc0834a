import { parseJsonExactly } from '../base/json.ts'
import type { AttributeMap } from '../otlp/otlp-span.ts'
import { textOf } from './read-attribute.ts'

/** The first of the keys that holds a text, in the quotes of JSON or without. */
export function jsonText(attributes: AttributeMap, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const sent = textOf(attributes, key)
    if (sent === undefined) continue
    const value = parseJsonExactly(sent) ?? sent
    if (typeof value === 'string' && value !== '') return value
  }
  return undefined
}
