import type { JsonObject, JsonValue } from '../base/json.ts'
import { anyField } from '../base/json-field.ts'

const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,9})\d*)?\s*(Z|[+-]\d{2}:?\d{2})?Z?$/

/** Units that producers write times in, as nanoseconds. */
export const SECOND = 1_000_000_000n
export const MILLISECOND = 1_000_000n
export const MICROSECOND = 1000n

/**
 * The time of an ISO text in Unix nanoseconds. Without a zone it is UTC, and a `Z` after an offset says nothing.
 * A number is Unix seconds, with a fraction.
 */
export function timeOf(value: JsonValue | undefined): bigint | undefined {
  if (typeof value === 'number') return value > 0 ? scaled(value, SECOND) : undefined
  const [, day, clock, fraction = '', zone = 'Z'] = typeof value === 'string' ? (ISO.exec(value) ?? []) : []
  const wholeMs = Date.parse(`${day}T${clock}${zone}`)
  if (!(wholeMs > 0)) return undefined
  return BigInt(wholeMs) * MILLISECOND + BigInt(fraction.padEnd(9, '0'))
}

export function timeAt(object: JsonObject | undefined, ...names: readonly string[]): bigint | undefined {
  for (const name of names) {
    const time = timeOf(anyField(object, name))
    if (time !== undefined) return time
  }
  return undefined
}

/** A number of some unit in nanoseconds; whole microseconds, because doubles know no more of a Unix time. */
export function scaled(amount: number, unit: bigint): bigint {
  const microseconds = amount * Number(unit / MICROSECOND)
  return Number.isFinite(microseconds) ? BigInt(Math.round(microseconds)) * MICROSECOND : 0n
}

export function latest(times: Iterable<bigint | undefined>): bigint | undefined {
  return ordered(times).at(-1)
}

export function earliest(times: Iterable<bigint | undefined>): bigint | undefined {
  return ordered(times)[0]
}

function ordered(times: Iterable<bigint | undefined>): bigint[] {
  return [...times].filter(time => time !== undefined).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}
