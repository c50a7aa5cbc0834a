/**
 * Tags of the messages of an export request: field number × 8 + wire type. The frame is the same for every signal,
 * with log records or metrics in the place of spans.
 */
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
export const LogTag = {
  time: 9,
  severityNumber: 16,
  severityText: 26,
  body: 42,
  attribute: 50,
  droppedAttributes: 56,
  flags: 69,
  traceId: 74,
  spanId: 82,
  observedTime: 89,
  eventName: 98,
} as const
export const MetricTag = {
  name: 10,
  description: 18,
  unit: 26,
  gauge: 42,
  sum: 58,
  histogram: 74,
  exponentialHistogram: 82,
  summary: 90,
} as const
/** The messages that hold the data points of a metric, whichever kind it is. */
export const MetricDataTag = { point: 10, temporality: 16, isMonotonic: 24 } as const
const PointTag = { startTime: 17, time: 25 } as const
export const NumberPointTag = { ...PointTag, double: 33, integer: 49, attribute: 58, flags: 64 } as const
const DistributionTag = { ...PointTag, count: 33, sum: 41 } as const
export const HistogramPointTag = {
  ...DistributionTag,
  bucketCounts: 50,
  bounds: 58,
  attribute: 74,
  flags: 80,
  min: 89,
  max: 97,
} as const
export const ExponentialPointTag = {
  ...DistributionTag,
  attribute: 10,
  flags: 80,
  min: 97,
  max: 105,
} as const
export const SummaryPointTag = { ...DistributionTag, attribute: 58, flags: 64 } as const
