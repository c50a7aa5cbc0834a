import type { JsonObject } from '../base/json.ts'
import type { SpanRecord } from '../store/records.ts'

/** How much a span used and what it was called, nothing of what it said. */
export function withoutContent(record: SpanRecord): SpanRecord {
  const { call, tool } = record
  return {
    ...record,
    errorMessage: null,
    call: call && {
      ...call,
      items: [],
      details: { ...call.details, parameters: measures(call.details.parameters) },
    },
    tool: tool && { ...tool, arguments: null, result: null },
  }
}

/** Temperatures and limits; texts and lists of them may quote. */
function measures(parameters: JsonObject): JsonObject {
  const isMeasure = (value: unknown) => typeof value === 'number' || typeof value === 'boolean'
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => isMeasure(value)))
}
