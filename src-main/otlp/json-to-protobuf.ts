import { Writer } from 'protobufjs/minimal.js'
import { isJsonObject, type JsonValue, parseJsonExactly } from '../base/json.ts'
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
  const json = parseJsonExactly(new TextDecoder().decode(bytes))
  return json === undefined ? malformed('the body is no JSON') : convert(json)
}

function convert(json: JsonValue): JsonConversion {
  if (!isJsonObject(json)) return malformed('the JSON is not an object')
  const { resourceSpans } = json
  const isWrong = resourceSpans !== undefined && resourceSpans !== null && !Array.isArray(resourceSpans)
  if (isWrong) return malformed('resourceSpans is not an array')
  return { ok: true, bytes: writeFields(Writer.create(), json, exportRequest).finish() }
}

function malformed(cause: string): JsonConversion {
  return { ok: false, reason: 'malformed', message: `Not an ExportTraceServiceRequest: ${cause}` }
}
