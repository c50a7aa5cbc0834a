/** A value as OTLP carries it. Integers beyond 2^53 stay bigint; maps are Map, so no key can reach a prototype. */
export type AttributeValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | readonly AttributeValue[]
  | AttributeMap
export type AttributeMap = ReadonlyMap<string, AttributeValue>

export interface OtlpEvent {
  readonly name: string
  readonly timeUnixNano: bigint
  readonly attributes: AttributeMap
}

export interface OtlpLink {
  readonly traceId: string
  readonly spanId: string
  readonly attributes: AttributeMap
}

/** Who sent a span. Shared by all spans of one resource and scope within a request. */
export interface OtlpOrigin {
  readonly resource: AttributeMap
  readonly scopeName: string
  readonly scopeVersion: string
  readonly schemaUrl: string
}

/** Where a long value lies within `OtlpSpan.wire`. */
export interface LongValue {
  readonly key: string
  readonly offset: number
  readonly length: number
}

export interface DroppedCounts {
  readonly attributes: number
  readonly events: number
  readonly links: number
}

/** A span as it arrives: hex ids in lower case, absolute nanoseconds. */
export interface OtlpSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | undefined
  readonly name: string
  /** SpanKind of OTLP: 0 unspecified, 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  readonly otelKind: number
  readonly startUnixNano: bigint
  /** Undefined when the sender gave none. */
  readonly endUnixNano: bigint | undefined
  readonly statusCode: 'unset' | 'ok' | 'error'
  readonly statusMessage: string
  readonly attributes: AttributeMap
  readonly events: readonly OtlpEvent[]
  readonly links: readonly OtlpLink[]
  readonly origin: OtlpOrigin
  /** The protobuf bytes of the Span message itself. */
  readonly wire: Uint8Array
  /** Texts of at least `LONG_VALUE_BYTES` bytes, also within lists and maps, in the order they lie in `wire`. */
  readonly longValues: readonly LongValue[]
  /** What the sender's SDK says it dropped; undefined when that is nothing. */
  readonly dropped?: DroppedCounts | undefined
}

export const LONG_VALUE_BYTES = 256
