import { decodeExport } from './decode-export.ts'
import { type DecodedMetric, readMetric } from './read-metric.ts'

/** The points of the metrics that `isKept` names, a metric at a time; of the others nothing is read. */
export function decodeMetrics(
  bytes: Uint8Array,
  isKept: (name: string) => boolean,
): Generator<DecodedMetric, void, undefined> {
  return decodeExport(bytes, (reader, decoding, origin) => readMetric(reader, decoding, origin, isKept))
}
