import {
  enumeration,
  type Fields,
  fixed32,
  fixed64,
  hex,
  hexOrUuid,
  message,
  repeated,
  text,
  uint32,
} from './json-fields.ts'
import { keyValue } from './json-values.ts'
import { EventTag, LinkTag, SpanTag, StatusTag } from './wire-tags.ts'

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
/** The members of a Span in OTLP/JSON. */
export const span: Fields = {
  traceId: hexOrUuid(SpanTag.traceId, 16),
  spanId: hexOrUuid(SpanTag.spanId, 8),
  traceState: text(SpanTag.traceState),
  parentSpanId: hexOrUuid(SpanTag.parentSpanId, 8),
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
