import { isJsonObject, isList, type JsonValue, parseJsonExactly } from '../base/json.ts'
import type { AttributeMap, AttributeValue } from '../otlp/otlp-span.ts'
import { createGrowingLists } from './growing-list.ts'

/** JSON nested deeper than this stays text, so that whoever walks a decoded value may recurse. */
const MAX_DEPTH = 100

const parse = createGrowingLists(parseWhole)

/**
 * The value an attribute carries: JSON within text is parsed, at most twice.
 * Text that is cut, nested too deep or no JSON at all stays the text it is.
 */
export function decode(value: AttributeValue | undefined): JsonValue | undefined {
  return value === undefined ? undefined : decodeText(toJson(value))
}

export function decodeText(value: JsonValue): JsonValue {
  if (typeof value !== 'string' || !mayBeJson(value)) return value
  const once = parse(value)
  const parsed = typeof once === 'string' && mayBeJson(once) ? parse(once) : once
  return parsed === undefined || typeof parsed === 'string' ? value : parsed
}

export function toJson(value: AttributeValue): JsonValue {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : String(value)
    case 'bigint':
      return String(value)
    case 'object':
      return objectToJson(value)
    default:
      return value
  }
}

function objectToJson(value: AttributeMap | readonly AttributeValue[] | Uint8Array | null): JsonValue {
  if (value === null) return null
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (isAttributeMap(value)) {
    return Object.fromEntries([...value].map(([key, member]) => [key, toJson(member)]))
  }
  return value.map(toJson)
}

function isAttributeMap(value: AttributeMap | readonly AttributeValue[]): value is AttributeMap {
  return value instanceof Map
}

function mayBeJson(text: string): boolean {
  const first = text.trimStart().charAt(0)
  return first === '{' || first === '[' || first === '"'
}

function parseWhole(text: string): JsonValue | undefined {
  const value = parseJsonExactly(text)
  return value === undefined || isDeeperThan(value, MAX_DEPTH) ? undefined : value
}

function isDeeperThan(value: JsonValue, levels: number): boolean {
  if (isList(value)) return levels === 0 || value.some(item => isDeeperThan(item, levels - 1))
  if (!isJsonObject(value)) return false
  return levels === 0 || Object.values(value).some(member => isDeeperThan(member, levels - 1))
}
