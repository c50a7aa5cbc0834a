import type { AttributeMap, AttributeValue, LongValue, OtlpOrigin } from './otlp-span.ts'

/** A log record as it arrives: hex ids in lower case, absolute nanoseconds. */
export interface OtlpLog {
  readonly traceId: string | undefined
  /** Undefined when the record tells of no span. There is none without a trace id. */
  readonly spanId: string | undefined
  /** 0 when the sender gave none. */
  readonly timeUnixNano: bigint
  readonly observedUnixNano: bigint
  readonly severityNumber: number
  readonly severityText: string
  /** From the field, or else from the attribute `event.name` of older SDKs; empty when neither tells. */
  readonly eventName: string
  readonly body: AttributeValue
  readonly attributes: AttributeMap
  readonly origin: OtlpOrigin
  /** The protobuf bytes of the LogRecord message itself. */
  readonly wire: Uint8Array
  /** As `OtlpSpan.longValues`. */
  readonly longValues: readonly LongValue[]
}
