import type { Reader } from 'protobufjs/minimal.js'
import type { Rejected } from './decode-export.ts'
import { errorText } from './error-text.ts'
import type { MetricKind, OtlpMetric, OtlpPoint } from './otlp-point.ts'
import type { OtlpOrigin } from './otlp-span.ts'
import { type PointTags, readPoint } from './read-point.ts'
import type { Decoding } from './read-value.ts'
import { enterMessage, leaveMessage, readText, skipBytes, skipField } from './wire-reader.ts'
import {
  ExponentialPointTag,
  HistogramPointTag,
  MetricDataTag,
  MetricTag,
  NumberPointTag,
  SummaryPointTag,
} from './wire-tags.ts'

/** The points of one metric that is kept; none of one that is not. */
export type DecodedMetric = { readonly kind: 'points'; readonly points: readonly OtlpPoint[] } | Rejected

const DATA: ReadonlyMap<number, { readonly kind: MetricKind; readonly tags: PointTags }> = new Map([
  [MetricTag.gauge, { kind: 'gauge', tags: NumberPointTag }],
  [MetricTag.sum, { kind: 'sum', tags: NumberPointTag }],
  [MetricTag.histogram, { kind: 'histogram', tags: HistogramPointTag }],
  [MetricTag.exponentialHistogram, { kind: 'histogram', tags: ExponentialPointTag }],
  [MetricTag.summary, { kind: 'summary', tags: SummaryPointTag }],
])

/** Reads the Metric message that fills the reader, when `isKept` wants a metric of that name. */
export function readMetric(
  reader: Reader,
  decoding: Decoding,
  origin: OtlpOrigin,
  isKept: (name: string) => boolean,
): DecodedMetric {
  const start = reader.pos
  const end = reader.len
  try {
    const { name, unit } = readHead(reader)
    if (!isKept(name)) return { kind: 'points', points: [] }
    reader.pos = start
    return { kind: 'points', points: readAllPoints(reader, decoding, origin, { name, unit }) }
  } catch (error) {
    return { kind: 'rejected', reason: `A metric could not be read: ${errorText(error)}` }
  } finally {
    reader.len = end
    reader.pos = end
  }
}

function readHead(reader: Reader): Pick<OtlpMetric, 'name' | 'unit'> {
  const head = { name: '', unit: '' }
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === MetricTag.name) head.name = readText(reader)
    else if (tag === MetricTag.unit) head.unit = readText(reader)
    else skipField(reader, tag)
  }
  return head
}

function readAllPoints(
  reader: Reader,
  decoding: Decoding,
  origin: OtlpOrigin,
  head: Pick<OtlpMetric, 'name' | 'unit'>,
): OtlpPoint[] {
  const points: OtlpPoint[] = []
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    const data = DATA.get(tag)
    if (data === undefined) {
      skipField(reader, tag)
      continue
    }
    const outerLimit = enterMessage(reader)
    const metric = { ...head, kind: data.kind, temporality: readTemporality(reader) }
    while (reader.pos < reader.len) {
      const inner = reader.tag()
      if (inner !== MetricDataTag.point) skipField(reader, inner)
      else points.push(...readPoint(reader, decoding, { metric, origin, tags: data.tags }))
    }
    leaveMessage(reader, outerLimit)
  }
  return points
}

/** Looks ahead: the temporality comes after the points it speaks of. */
function readTemporality(reader: Reader): OtlpMetric['temporality'] {
  const start = reader.pos
  let temporality = 0
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === MetricDataTag.temporality) temporality = reader.int32()
    else if (tag === MetricDataTag.point) skipBytes(reader)
    else skipField(reader, tag)
  }
  reader.pos = start
  return temporality === 1 ? 'delta' : temporality === 2 ? 'cumulative' : 'none'
}
