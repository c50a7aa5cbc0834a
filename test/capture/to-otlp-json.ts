import type { AttributeMap, AttributeValue, OtlpSpan } from '../../src-main/otlp/otlp-span.ts'

/** The spans as one OTLP/JSON request that a person can read. */
export function toOtlpJson(spans: readonly OtlpSpan[]): object {
  const origins = [...new Set(spans.map(span => span.origin))]
  return {
    resourceSpans: origins.map(origin => ({
      resource: { attributes: attributeList(origin.resource) },
      scopeSpans: [
        {
          scope: { name: origin.scopeName, version: origin.scopeVersion },
          spans: spans.filter(span => span.origin === origin).map(spanJson),
        },
      ],
    })),
  }
}

const STATUS = { unset: 0, ok: 1, error: 2 } as const

function spanJson(span: OtlpSpan): object {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...(span.parentSpanId === undefined ? {} : { parentSpanId: span.parentSpanId }),
    name: span.name,
    kind: span.otelKind,
    startTimeUnixNano: String(span.startUnixNano),
    endTimeUnixNano: String(span.endUnixNano ?? 0n),
    status: { code: STATUS[span.statusCode], message: span.statusMessage },
    attributes: attributeList(span.attributes),
    events: span.events.map(event => ({
      name: event.name,
      timeUnixNano: String(event.timeUnixNano),
      attributes: attributeList(event.attributes),
    })),
  }
}

function attributeList(attributes: AttributeMap): object[] {
  return [...attributes].map(([key, value]) => ({ key, value: valueJson(value) }))
}

function valueJson(value: AttributeValue): object {
  if (value === null) return {}
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return { intValue: String(value) }
  if (typeof value === 'number') return { doubleValue: value }
  if (value instanceof Uint8Array) return { bytesValue: Buffer.from(value).toString('base64') }
  if (value instanceof Map) return { kvlistValue: { values: attributeList(value) } }
  return { arrayValue: { values: Array.from(value as readonly AttributeValue[], valueJson) } }
}
