import { Writer } from 'protobufjs/minimal.js'
import { isJsonObject } from '../base/json.ts'
import { type Fields, message, repeated, text, type WriteField, writeFields } from './json-fields.ts'
import { logRecord } from './json-log.ts'
import { metric } from './json-metric.ts'
import { span } from './json-span.ts'
import { keyValue } from './json-values.ts'
import type { Signal } from './signal.ts'
import { RequestTag, ResourceSpansTag, ResourceTag, ScopeSpansTag, ScopeTag } from './wire-tags.ts'

/** The members of a frame, which every signal calls by names of its own. */
interface FrameNames {
  readonly resources: string
  readonly scopes: string
  readonly items: string
}

export const frameNames: Readonly<Record<Signal, FrameNames>> = {
  traces: { resources: 'resourceSpans', scopes: 'scopeSpans', items: 'spans' },
  logs: { resources: 'resourceLogs', scopes: 'scopeLogs', items: 'logRecords' },
  metrics: { resources: 'resourceMetrics', scopes: 'scopeMetrics', items: 'metrics' },
}

const resource: Fields = { attributes: repeated(ResourceTag.attribute, () => keyValue) }
const scope: Fields = { name: text(ScopeTag.name), version: text(ScopeTag.version) }

/** The members of an export request in OTLP/JSON. */
export const requestFields: Readonly<Record<Signal, Fields>> = {
  traces: frameOf(frameNames.traces, span),
  logs: frameOf(frameNames.logs, logRecord),
  metrics: frameOf(frameNames.metrics, metric),
}

function frameOf(names: FrameNames, item: Fields): Fields {
  const scopeFields: Fields = {
    scope: message(ScopeSpansTag.scope, () => scope),
    [names.items]: itemsOf(ScopeSpansTag.span, item),
    schemaUrl: text(ScopeSpansTag.schemaUrl),
  }
  const resourceFields: Fields = {
    resource: message(ResourceSpansTag.resource, () => resource),
    [names.scopes]: repeated(ResourceSpansTag.scopeSpans, () => scopeFields),
    schemaUrl: text(ResourceSpansTag.schemaUrl),
  }
  return { [names.resources]: repeated(RequestTag.resourceSpans, () => resourceFields) }
}

/** Items are finished one by one: a writer keeps an object for every field until then. */
function itemsOf(tag: number, fields: Fields): WriteField {
  return (writer, value) => {
    if (!Array.isArray(value)) return
    for (const element of value) {
      const json = isJsonObject(element) ? element : {}
      writer.uint32(tag).bytes(writeFields(Writer.create(), json, fields).finish())
    }
  }
}
