import type { AttributeMap, AttributeValue } from '../otlp/otlp-span.ts'
import { isPlaceholder } from './placeholder.ts'

/** Beyond these a number is a mistake, and its nano-dollars would not be exact. */
const MAX_COUNT = 1e9
const MAX_DOLLARS = 1e6

/** The first of the keys that holds text that says something. */
export function textOf(attributes: AttributeMap, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = attributes.get(key)
    if (typeof value === 'string' && value !== '' && !isPlaceholder(value)) return value
  }
  return undefined
}

/** The first of the keys that holds a number; some producers send numbers as text. */
export function numberOf(attributes: AttributeMap, ...keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const number = toNumber(attributes.get(key))
    if (number !== undefined) return number
  }
  return undefined
}

/** A token count: never negative, because -1 is how some producers say that they do not know. */
export function countOf(attributes: AttributeMap, ...keys: readonly string[]): number | undefined {
  const count = amountOf(attributes, MAX_COUNT, keys)
  return count === undefined ? undefined : Math.round(count)
}

export function dollarsOf(attributes: AttributeMap, ...keys: readonly string[]): number | undefined {
  return amountOf(attributes, MAX_DOLLARS, keys)
}

function amountOf(attributes: AttributeMap, most: number, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const number = toNumber(attributes.get(key))
    if (number !== undefined && number >= 0 && number <= most) return number
  }
  return undefined
}

function toNumber(value: AttributeValue | undefined): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'bigint' && typeof value !== 'string') return undefined
  if (typeof value === 'string' && value.trim() === '') return undefined
  const number = Number(value)
  return Number.isFinite(number) ? number : undefined
}
