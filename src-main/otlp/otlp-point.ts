import type { AttributeMap, OtlpOrigin } from './otlp-span.ts'

export type MetricKind = 'gauge' | 'sum' | 'histogram' | 'summary'

export interface OtlpMetric {
  readonly name: string
  readonly unit: string
  readonly kind: MetricKind
  /** Whether a point counts from the start or from the point before; gauges have neither. */
  readonly temporality: 'delta' | 'cumulative' | 'none'
}

/** One data point of a metric. What its kind does not have is undefined. */
export interface OtlpPoint {
  readonly metric: OtlpMetric
  readonly startUnixNano: bigint
  readonly timeUnixNano: bigint
  readonly attributes: AttributeMap
  /** Of a gauge or a sum. */
  readonly value: number | undefined
  /** Of a histogram or a summary. */
  readonly count: number | undefined
  readonly sum: number | undefined
  readonly min: number | undefined
  readonly max: number | undefined
  readonly origin: OtlpOrigin
  /** The protobuf bytes of the data point message itself. */
  readonly wire: Uint8Array
  /** The tag of the attributes within `wire`: each kind of point has another. */
  readonly attributeTag: number
}
