import type { FieldName } from './wire-edit.ts'
import {
  EventTag,
  LinkTag,
  LogTag,
  ResourceSpansTag,
  ResourceTag,
  ScopeSpansTag,
  ScopeTag,
  SpanTag,
  StatusTag,
} from './wire-tags.ts'

/** What a field of bytes holds: an id, an attribute, a value, a text of a name, or a message of such fields. */
export type WireField = 'id' | 'attribute' | 'body' | FieldName | WireFields
export type WireFields = ReadonlyMap<number, WireField>

function fields(...entries: readonly (readonly [tag: number, field: WireField])[]): WireFields {
  return new Map(entries)
}

export const originFields = fields(
  [ResourceSpansTag.resource, fields([ResourceTag.attribute, 'attribute'])],
  [
    ResourceSpansTag.scopeSpans,
    fields(
      [ScopeSpansTag.scope, fields([ScopeTag.name, 'other'], [ScopeTag.version, 'other'])],
      [ScopeSpansTag.schemaUrl, 'other'],
    ),
  ],
  [ResourceSpansTag.schemaUrl, 'other'],
)

export const spanFields = fields(
  [SpanTag.traceId, 'id'],
  [SpanTag.spanId, 'id'],
  [SpanTag.parentSpanId, 'id'],
  [SpanTag.traceState, 'other'],
  [SpanTag.name, 'name'],
  [SpanTag.attribute, 'attribute'],
  [SpanTag.event, fields([EventTag.name, 'name'], [EventTag.attribute, 'attribute'])],
  [
    SpanTag.link,
    fields(
      [LinkTag.traceId, 'id'],
      [LinkTag.spanId, 'id'],
      [LinkTag.traceState, 'other'],
      [LinkTag.attribute, 'attribute'],
    ),
  ],
  [SpanTag.status, fields([StatusTag.message, 'status-message'])],
)

export const logFields = fields(
  [LogTag.traceId, 'id'],
  [LogTag.spanId, 'id'],
  [LogTag.severityText, 'other'],
  [LogTag.eventName, 'name'],
  [LogTag.body, 'body'],
  [LogTag.attribute, 'attribute'],
)

export const pointFields = (attributeTag: number) => fields([attributeTag, 'attribute'])
