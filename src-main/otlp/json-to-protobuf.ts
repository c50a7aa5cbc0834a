import { Writer } from 'protobufjs/minimal.js'
import { isJsonObject, type JsonValue } from '../base/json.ts'
import { errorText } from './error-text.ts'
import { writeFields } from './json-fields.ts'
import { exportRequest } from './json-messages.ts'
import { scanJson } from './scan-json.ts'

export type JsonConversion =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: 'malformed' | 'too-many'; readonly message: string }

/** Turns an OTLP/JSON export request into the protobuf bytes of the same request. */
export function jsonToProtobuf(bytes: Uint8Array): JsonConversion {
  const scan = scanJson(bytes)
  if (scan === 'too-deep') return malformed('the JSON is nested too deeply')
  if (scan === 'too-many') {
    return { ok: false, reason: 'too-many', message: 'Too many values in one request; send smaller batches' }
  }
  try {
    return convert(parseExactly(new TextDecoder().decode(bytes)))
  } catch (error) {
    return malformed(errorText(error))
  }
}

function convert(json: JsonValue): JsonConversion {
  if (!isJsonObject(json)) return malformed('the JSON is not an object')
  const { resourceSpans } = json
  const isWrong = resourceSpans !== undefined && resourceSpans !== null && !Array.isArray(resourceSpans)
  if (isWrong) return malformed('resourceSpans is not an array')
  return { ok: true, bytes: writeFields(Writer.create(), json, exportRequest).finish() }
}

/** JSON.parse, except that integers past 2^53 become their decimal text and so stay exact. */
function parseExactly(text: string): JsonValue {
  return JSON.parse(text, (_key, value: JsonValue, context?: { source?: string }) => {
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
    const source = context?.source ?? ''
    return /^-?\d+$/.test(source) ? source : value
  })
}

function malformed(cause: string): JsonConversion {
  return { ok: false, reason: 'malformed', message: `Not an ExportTraceServiceRequest: ${cause}` }
}
