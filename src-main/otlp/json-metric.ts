import {
  boolean,
  double,
  enumeration,
  type Fields,
  fixed64,
  message,
  packed,
  repeated,
  sfixed64,
  text,
  uint32,
  type WriteField,
} from './json-fields.ts'
import { keyValue } from './json-values.ts'
import {
  ExponentialPointTag,
  HistogramPointTag,
  MetricDataTag,
  MetricTag,
  NumberPointTag,
  SummaryPointTag,
} from './wire-tags.ts'

type PointTags = Readonly<Record<'startTime' | 'time' | 'attribute' | 'flags', number>>
type DistributionTags = PointTags & Readonly<Record<'count' | 'sum', number>>

const numberPoint: Fields = {
  ...pointFields(NumberPointTag),
  asDouble: double(NumberPointTag.double),
  asInt: sfixed64(NumberPointTag.integer),
}
const histogramPoint: Fields = {
  ...distributionFields(HistogramPointTag),
  bucketCounts: packed(HistogramPointTag.bucketCounts, fixed64),
  explicitBounds: packed(HistogramPointTag.bounds, double),
  min: double(HistogramPointTag.min),
  max: double(HistogramPointTag.max),
}
const exponentialPoint: Fields = {
  ...distributionFields(ExponentialPointTag),
  min: double(ExponentialPointTag.min),
  max: double(ExponentialPointTag.max),
}
const summaryPoint: Fields = distributionFields(SummaryPointTag)

/** The members of a Metric in OTLP/JSON, as far as they are read. */
export const metric: Fields = {
  name: text(MetricTag.name),
  description: text(MetricTag.description),
  unit: text(MetricTag.unit),
  gauge: dataOf(MetricTag.gauge, numberPoint),
  sum: dataOf(MetricTag.sum, numberPoint),
  histogram: dataOf(MetricTag.histogram, histogramPoint),
  exponentialHistogram: dataOf(MetricTag.exponentialHistogram, exponentialPoint),
  summary: dataOf(MetricTag.summary, summaryPoint),
}

function dataOf(tag: number, point: Fields): WriteField {
  const fields: Fields = {
    dataPoints: repeated(MetricDataTag.point, () => point),
    aggregationTemporality: enumeration(MetricDataTag.temporality),
    isMonotonic: boolean(MetricDataTag.isMonotonic),
  }
  return message(tag, () => fields)
}

function pointFields(tags: PointTags): Fields {
  return {
    startTimeUnixNano: fixed64(tags.startTime),
    timeUnixNano: fixed64(tags.time),
    attributes: repeated(tags.attribute, () => keyValue),
    flags: uint32(tags.flags),
  }
}

function distributionFields(tags: DistributionTags): Fields {
  return { ...pointFields(tags), count: fixed64(tags.count), sum: double(tags.sum) }
}
