import {
  enumeration,
  type Fields,
  fixed32,
  fixed64,
  hex,
  message,
  repeated,
  text,
  uint32,
} from './json-fields.ts'
import { anyValue, keyValue } from './json-values.ts'
import { LogTag } from './wire-tags.ts'

/** The members of a LogRecord in OTLP/JSON. */
export const logRecord: Fields = {
  timeUnixNano: fixed64(LogTag.time),
  observedTimeUnixNano: fixed64(LogTag.observedTime),
  severityNumber: enumeration(LogTag.severityNumber),
  severityText: text(LogTag.severityText),
  body: message(LogTag.body, () => anyValue),
  attributes: repeated(LogTag.attribute, () => keyValue),
  droppedAttributesCount: uint32(LogTag.droppedAttributes),
  flags: fixed32(LogTag.flags),
  traceId: hex(LogTag.traceId),
  spanId: hex(LogTag.spanId),
  eventName: text(LogTag.eventName),
}
