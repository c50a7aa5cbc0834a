import { Writer } from 'protobufjs/minimal.js'
import { isJsonObject, type JsonValue, parseJsonExactly } from '../base/json.ts'
import { writeFields } from './json-fields.ts'
import { frameNames, requestFields } from './json-requests.ts'
import { scanJson } from './scan-json.ts'
import { type Signal, signals } from './signal.ts'

export type JsonConversion =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: 'malformed' | 'too-many'; readonly message: string }

export type ParsedExport =
  | { readonly ok: true; readonly json: JsonValue }
  | Extract<JsonConversion, { ok: false }>

/** Turns an OTLP/JSON export request into the protobuf bytes of the same request. */
export function jsonToProtobuf(bytes: Uint8Array, signal: Signal = 'traces'): JsonConversion {
  const parsed = parseExport(bytes, signal)
  return parsed.ok ? convertExport(parsed.json, signal) : parsed
}

/** Reads the JSON of a request, of whichever shape, once its size and depth are known to be bearable. */
export function parseExport(bytes: Uint8Array, signal: Signal): ParsedExport {
  const scan = scanJson(bytes)
  if (scan === 'too-deep') return malformed(signal, 'the JSON is nested too deeply')
  if (scan === 'too-many') {
    return { ok: false, reason: 'too-many', message: 'Too many values in one request; send smaller batches' }
  }
  const json = parseJsonExactly(new TextDecoder().decode(bytes))
  return json === undefined ? malformed(signal, 'the body is no JSON') : { ok: true, json }
}

export function convertExport(json: JsonValue, signal: Signal): JsonConversion {
  if (!isJsonObject(json)) return malformed(signal, 'the JSON is not an object')
  const { resources } = frameNames[signal]
  const sent = json[resources]
  const isWrong = sent !== undefined && sent !== null && !Array.isArray(sent)
  if (isWrong) return malformed(signal, `${resources} is not an array`)
  return { ok: true, bytes: writeFields(Writer.create(), json, requestFields[signal]).finish() }
}

function malformed(signal: Signal, cause: string): Extract<JsonConversion, { ok: false }> {
  return { ok: false, reason: 'malformed', message: `Not an ${signals[signal].requestName}: ${cause}` }
}
