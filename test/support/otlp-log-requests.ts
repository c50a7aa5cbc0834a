import type { JsonObject, JsonValue } from '../../src-main/base/json.ts'
import { jsonToProtobuf } from '../../src-main/otlp/json-to-protobuf.ts'
import type { Signal } from '../../src-main/otlp/signal.ts'
import { SPAN_ID, TRACE_ID } from './otlp-requests.ts'

/** A log record in OTLP/JSON that says what the user asked. */
export function aLogRecord(over: JsonObject = {}): JsonObject {
  return {
    timeUnixNano: '1700000000200000000',
    observedTimeUnixNano: '1700000000300000000',
    severityNumber: 9,
    severityText: 'INFO',
    eventName: 'gen_ai.user.message',
    traceId: TRACE_ID,
    spanId: SPAN_ID,
    attributes: [anAttribute('gen_ai.system', 'openai')],
    body: anyValue({ content: 'What is the weather in Oslo?' }),
    ...over,
  }
}

export function logsJson(records: readonly JsonObject[]): string {
  const scope = { name: 'agent-sdk', version: '1.2.3' }
  const resource = { attributes: [anAttribute('service.name', 'weather-agent')] }
  return JSON.stringify({
    resourceLogs: [{ resource, scopeLogs: [{ scope, logRecords: records }], schemaUrl: '' }],
  })
}

/** An ExportLogsServiceRequest in protobuf. */
export function aLogRequest(records: readonly JsonObject[] = [aLogRecord()]): Uint8Array {
  return protobufOf(logsJson(records), 'logs')
}

/** An ExportMetricsServiceRequest in protobuf with these Metric messages in OTLP/JSON. */
export function aMetricRequest(metrics: readonly JsonObject[]): Uint8Array {
  const resource = { attributes: [anAttribute('service.name', 'weather-agent')] }
  return protobufOf(
    JSON.stringify({ resourceMetrics: [{ resource, scopeMetrics: [{ metrics }] }] }),
    'metrics',
  )
}

export function protobufOf(json: string, signal: Signal): Uint8Array {
  const conversion = jsonToProtobuf(Buffer.from(json), signal)
  if (!conversion.ok) throw new Error(conversion.message)
  return conversion.bytes
}

export function anAttribute(key: string, value: JsonValue): JsonObject {
  return { key, value: anyValue(value) }
}

/** A JSON value as the AnyValue of OTLP/JSON that says the same. */
export function anyValue(value: JsonValue): JsonObject {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'number') {
    return Number.isInteger(value) ? { intValue: `${value}` } : { doubleValue: value }
  }
  if (value === null) return {}
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } }
  const values = Object.entries(value).map(([key, member]) => anAttribute(key, member))
  return { kvlistValue: { values } }
}
