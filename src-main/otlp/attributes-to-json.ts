import type { AttributeMap, AttributeValue } from './otlp-span.ts'

/** A value as the doors show it: JSON, with bigint as decimal text and bytes as base64. */
export type PlainValue = string | number | boolean | null | PlainValue[] | { [key: string]: PlainValue }

export interface PlainAttribute {
  readonly key: string
  readonly value: PlainValue
}

export function attributesToJson(attributes: AttributeMap): PlainAttribute[] {
  return [...attributes].map(([key, value]) => ({ key, value: valueToJson(value) }))
}

export function valueToJson(value: AttributeValue): PlainValue {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (value instanceof Map) return mapToJson(value)
  return Array.isArray(value) ? value.map(valueToJson) : null
}

function mapToJson(values: AttributeMap): PlainValue {
  // fromEntries defines keys instead of assigning them, so `__proto__` stays an ordinary key.
  return Object.fromEntries([...values].map(([key, value]) => [key, valueToJson(value)]))
}
