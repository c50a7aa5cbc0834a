import type { AttributeMap } from '../otlp/otlp-span.ts'
import { numberOf } from './read-attribute.ts'

const NS_PER_MS = 1e6
const NS_PER_SECOND = 1e9

export function firstTokenInMs(attributes: AttributeMap, ...keys: readonly string[]): number | undefined {
  return inNanoseconds(numberOf(attributes, ...keys), NS_PER_MS)
}

export function firstTokenInSeconds(
  attributes: AttributeMap,
  ...keys: readonly string[]
): number | undefined {
  return inNanoseconds(numberOf(attributes, ...keys), NS_PER_SECOND)
}

function inNanoseconds(time: number | undefined, unitNs: number): number | undefined {
  return time === undefined || time < 0 ? undefined : Math.round(time * unitNs)
}
