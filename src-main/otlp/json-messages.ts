import { Writer } from 'protobufjs/minimal.js'
import { isJsonObject } from '../base/json.ts'
import {
  base64,
  boolean,
  double,
  enumeration,
  type Fields,
  fixed32,
  fixed64,
  hex,
  int64,
  message,
  repeated,
  text,
  uint32,
  type WriteField,
  writeFields,
} from './json-fields.ts'
import {
  AnyValueTag,
  EventTag,
  KeyValueTag,
  LinkTag,
  ListTag,
  RequestTag,
  ResourceSpansTag,
  ResourceTag,
  ScopeSpansTag,
  ScopeTag,
  SpanTag,
  StatusTag,
} from './wire-tags.ts'

const anyValue: Fields = {
  stringValue: text(AnyValueTag.text),
  boolValue: boolean(AnyValueTag.boolean),
  intValue: int64(AnyValueTag.integer),
  doubleValue: double(AnyValueTag.double),
  arrayValue: message(AnyValueTag.array, () => arrayValue),
  kvlistValue: message(AnyValueTag.map, () => keyValueList),
  bytesValue: base64(AnyValueTag.bytes),
}
const arrayValue: Fields = { values: repeated(ListTag.element, () => anyValue) }
const keyValue: Fields = { key: text(KeyValueTag.key), value: message(KeyValueTag.value, () => anyValue) }
const keyValueList: Fields = { values: repeated(ListTag.element, () => keyValue) }

const event: Fields = {
  timeUnixNano: fixed64(EventTag.time),
  name: text(EventTag.name),
  attributes: repeated(EventTag.attribute, () => keyValue),
  droppedAttributesCount: uint32(EventTag.droppedAttributes),
}
const link: Fields = {
  traceId: hex(LinkTag.traceId),
  spanId: hex(LinkTag.spanId),
  traceState: text(LinkTag.traceState),
  attributes: repeated(LinkTag.attribute, () => keyValue),
  droppedAttributesCount: uint32(LinkTag.droppedAttributes),
  flags: fixed32(LinkTag.flags),
}
const status: Fields = { message: text(StatusTag.message), code: enumeration(StatusTag.code) }
const span: Fields = {
  traceId: hex(SpanTag.traceId),
  spanId: hex(SpanTag.spanId),
  traceState: text(SpanTag.traceState),
  parentSpanId: hex(SpanTag.parentSpanId),
  name: text(SpanTag.name),
  kind: enumeration(SpanTag.kind),
  startTimeUnixNano: fixed64(SpanTag.startTime),
  endTimeUnixNano: fixed64(SpanTag.endTime),
  attributes: repeated(SpanTag.attribute, () => keyValue),
  droppedAttributesCount: uint32(SpanTag.droppedAttributes),
  events: repeated(SpanTag.event, () => event),
  droppedEventsCount: uint32(SpanTag.droppedEvents),
  links: repeated(SpanTag.link, () => link),
  droppedLinksCount: uint32(SpanTag.droppedLinks),
  status: message(SpanTag.status, () => status),
  flags: fixed32(SpanTag.flags),
}

const resource: Fields = { attributes: repeated(ResourceTag.attribute, () => keyValue) }
const scope: Fields = { name: text(ScopeTag.name), version: text(ScopeTag.version) }
const scopeSpans: Fields = {
  scope: message(ScopeSpansTag.scope, () => scope),
  spans: spans(ScopeSpansTag.span),
  schemaUrl: text(ScopeSpansTag.schemaUrl),
}
const resourceSpans: Fields = {
  resource: message(ResourceSpansTag.resource, () => resource),
  scopeSpans: repeated(ResourceSpansTag.scopeSpans, () => scopeSpans),
  schemaUrl: text(ResourceSpansTag.schemaUrl),
}

/** The members of an ExportTraceServiceRequest in OTLP/JSON. */
export const exportRequest: Fields = {
  resourceSpans: repeated(RequestTag.resourceSpans, () => resourceSpans),
}

/** Spans are finished one by one: a writer keeps an object for every field until then. */
function spans(tag: number): WriteField {
  return (writer, value) => {
    if (!Array.isArray(value)) return
    for (const element of value) {
      const json = isJsonObject(element) ? element : {}
      writer.uint32(tag).bytes(writeFields(Writer.create(), json, span).finish())
    }
  }
}
