import type { AttributeMap } from '../otlp/otlp-span.ts'
import { canonicalJson } from './canonical-json.ts'
import { isPlaceholder } from './placeholder.ts'
import { toJson } from './tolerant-json.ts'

/** Text as it was sent when it is text, canonical JSON otherwise. */
export function payloadOf(attributes: AttributeMap, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = attributes.get(key)
    if (value === undefined || value === null || value === '') continue
    if (typeof value !== 'string') return canonicalJson(toJson(value))
    if (!isPlaceholder(value)) return value
  }
  return undefined
}
