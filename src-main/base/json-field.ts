import { isJsonObject, isList, type JsonObject, type JsonValue } from './json.ts'

/** The first of the members that holds text. */
export function textField(object: JsonObject | undefined, ...names: readonly string[]): string | undefined {
  return firstAt(object, names, value => (typeof value === 'string' && value !== '' ? value : undefined))
}

/** The first of the members that holds a number; some producers write numbers as text. */
export function numberField(object: JsonObject | undefined, ...names: readonly string[]): number | undefined {
  return firstAt(object, names, toNumber)
}

export function objectField(
  object: JsonObject | undefined,
  ...names: readonly string[]
): JsonObject | undefined {
  return firstAt(object, names, value => (isJsonObject(value) ? value : undefined))
}

export function listField(object: JsonObject | undefined, ...names: readonly string[]): readonly JsonValue[] {
  return firstAt(object, names, value => (isList(value) ? value : undefined)) ?? []
}

export function objectsField(object: JsonObject | undefined, ...names: readonly string[]): JsonObject[] {
  return listField(object, ...names).filter(isJsonObject)
}

/** The first of the members that is there and not null. */
export function anyField(object: JsonObject | undefined, ...names: readonly string[]): JsonValue | undefined {
  return firstAt(object, names, value => (value === null ? undefined : value))
}

function firstAt<T>(
  object: JsonObject | undefined,
  names: readonly string[],
  read: (value: JsonValue) => T | undefined,
): T | undefined {
  for (const name of names) {
    const value = object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined
    const found = value === undefined ? undefined : read(value)
    if (found !== undefined) return found
  }
  return undefined
}

function toNumber(value: JsonValue): number | undefined {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return undefined
  const number = Number(value)
  return Number.isFinite(number) ? number : undefined
}
