import type { JsonObject } from '../base/json.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { SpanRecord } from '../store/records.ts'
import { originBytes } from './origin.ts'
import { withheldFrom } from './to-record.ts'

/** What was understood of a span of which only the skeleton is kept: how much it used, nothing of what it said. */
export function withoutContent(record: SpanRecord, kept: OtlpSpan): SpanRecord {
  const { call, tool } = record
  return {
    ...record,
    name: kept.name,
    errorMessage: null,
    call: call && {
      ...call,
      items: [],
      details: { ...call.details, parameters: measures(call.details.parameters) },
    },
    tool: tool && { ...tool, arguments: null, result: null },
    withheld: withheldFrom(kept),
    raw: { wire: kept.wire, longValues: kept.longValues, origin: originBytes(kept.origin) },
  }
}

function measures(parameters: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).filter(([, value]) => typeof value !== 'string' && typeof value !== 'object'),
  )
}
