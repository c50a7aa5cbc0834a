import { isJsonObject, type JsonObject, type JsonValue } from '../base/json.ts'
import { objectsField, textField } from '../base/json-field.ts'
import { agentTraceItem } from '../importers/agent-trace-span.ts'
import type { ImportedItem } from '../importers/importer.ts'
import { prelaItem } from '../importers/prela-span.ts'
import { type ExportRequest, MAX_REQUEST_ITEMS } from '../otlp/accept.ts'

/** What exporters that speak no OTLP post in JSON of their own. */
export type ForeignItems =
  | { readonly kind: 'items'; readonly items: Iterable<ImportedItem> }
  | { readonly kind: 'malformed' | 'too-many'; readonly message: string }

/** Undefined when the body is what OTLP sends: Prela posts to the same address, and its content tells. */
export function foreignItems(request: ExportRequest, json: JsonValue): ForeignItems | undefined {
  switch (request.shape) {
    case 'agenttrace-run':
    case 'agenttrace-span':
      return agentTraceItems(request.shape === 'agenttrace-run', json)
    case 'pathless':
      if (!isJsonObject(json) || !(isPrelaTrace(json) || Array.isArray(json.resourceSpans))) return noTrace
  }
  return request.signal === 'traces' && isJsonObject(json) && isPrelaTrace(json)
    ? prelaItems(json)
    : undefined
}

const noTrace: ForeignItems = {
  kind: 'malformed',
  message: 'No trace: telemetry is sent to /v1/traces, /v1/logs and /v1/metrics',
}

/** A request is one record, so what cannot be read refuses it as a whole. */
function agentTraceItems(isRun: boolean, json: JsonValue): ForeignItems {
  const item = isJsonObject(json) ? agentTraceItem(isRun ? 'run' : 'span', json, 1) : undefined
  if (item?.kind === 'span') return { kind: 'items', items: [item] }
  const wanted = isRun ? 'id and start_time' : 'span_id, run_id and start_time'
  return {
    kind: 'malformed',
    message: `Not a ${isRun ? 'run' : 'span'} of AgentTrace: it needs ${wanted}`,
  }
}

function isPrelaTrace(json: JsonObject): boolean {
  const isOtlp = json.resourceSpans !== undefined || json.resource_spans !== undefined
  return !isOtlp && textField(json, 'trace_id') !== undefined && Array.isArray(json.spans)
}

function prelaItems(trace: JsonObject): ForeignItems {
  const spans = objectsField(trace, 'spans')
  const parts = spans.reduce((sum, span) => sum + 1 + objectsField(span, 'events').length, 0)
  if (parts > MAX_REQUEST_ITEMS) {
    const message = `More than ${MAX_REQUEST_ITEMS} spans and events in one request; send smaller traces`
    return { kind: 'too-many', message }
  }
  const service = textField(trace, 'service_name')
  return { kind: 'items', items: lazily(spans, (span, index) => prelaItem(span, index + 1, service)) }
}

/** One at a time, and anew at each reading: a commit that failed is tried again. */
function lazily<From, To>(list: readonly From[], read: (each: From, index: number) => To): Iterable<To> {
  return {
    *[Symbol.iterator]() {
      for (const [index, each] of list.entries()) yield read(each, index)
    },
  }
}
