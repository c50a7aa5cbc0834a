/** Tags of the messages of an ExportTraceServiceRequest: field number × 8 + wire type. */
export const RequestTag = { resourceSpans: 10 } as const
export const ResourceSpansTag = { resource: 10, scopeSpans: 18, schemaUrl: 26 } as const
export const ResourceTag = { attribute: 10 } as const
export const ScopeSpansTag = { scope: 10, span: 18, schemaUrl: 26 } as const
export const ScopeTag = { name: 10, version: 18 } as const
export const SpanTag = {
  traceId: 10,
  spanId: 18,
  traceState: 26,
  parentSpanId: 34,
  name: 42,
  kind: 48,
  startTime: 57,
  endTime: 65,
  attribute: 74,
  droppedAttributes: 80,
  event: 90,
  droppedEvents: 96,
  link: 106,
  droppedLinks: 112,
  status: 122,
  flags: 133,
} as const
export const EventTag = { time: 9, name: 18, attribute: 26, droppedAttributes: 32 } as const
export const LinkTag = {
  traceId: 10,
  spanId: 18,
  traceState: 26,
  attribute: 34,
  droppedAttributes: 40,
  flags: 53,
} as const
export const StatusTag = { message: 18, code: 24 } as const
export const KeyValueTag = { key: 10, value: 18 } as const
export const AnyValueTag = {
  text: 10,
  boolean: 16,
  integer: 24,
  double: 33,
  array: 42,
  map: 50,
  bytes: 58,
} as const
/** Elements of an ArrayValue (each an AnyValue) and of a KeyValueList (each a KeyValue). */
export const ListTag = { element: 10 } as const
