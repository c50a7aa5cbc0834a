import { isJsonObject, type JsonObject, type JsonValue } from '../base/json.ts'

/** The first of the members that holds text. */
export function textField(object: JsonObject, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = fieldOf(object, name)
    if (typeof value === 'string' && value !== '') return value
  }
  return undefined
}

/** The first of the members that is there and not null. */
export function anyField(object: JsonObject, ...names: readonly string[]): JsonValue | undefined {
  for (const name of names) {
    const value = fieldOf(object, name)
    if (value !== undefined && value !== null) return value
  }
  return undefined
}

/** The first of the members that is an object. */
export function objectField(object: JsonObject, ...names: readonly string[]): JsonObject | undefined {
  for (const name of names) {
    const value = fieldOf(object, name)
    if (isJsonObject(value)) return value
  }
  return undefined
}

function fieldOf(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}
