/** Any value that survives JSON unchanged. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [key: string]: JsonValue
}

/** The parsed value, or undefined when the text is not JSON. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

/** Looked for first: it is found, or not, sixteen characters at a time. */
const SIXTEEN_DIGITS = /\d{16}/
const MAY_HOLD_LONG_INTEGER = /(?:^|[:[,])\s*-?\d{16}/

/** The same, except that integers past 2^53 become their decimal text instead of another integer. */
export function parseJsonExactly(text: string): JsonValue | undefined {
  // A reviver makes parsing eight times slower, and most texts have nothing for it to do.
  if (!SIXTEEN_DIGITS.test(text) || !MAY_HOLD_LONG_INTEGER.test(text)) return parseJson(text)
  try {
    return JSON.parse(text, longIntegerAsText) as JsonValue
  } catch {
    return undefined
  }
}

function longIntegerAsText(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  const source = context?.source
  return source !== undefined && /^-?\d+$/.test(source) ? source : value
}

export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
