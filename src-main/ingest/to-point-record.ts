import { attributesToJson } from '../otlp/attributes-to-json.ts'
import type { OtlpPoint } from '../otlp/otlp-point.ts'
import type { PointRecord } from '../store/records.ts'
import { originBytes, serviceNameOf } from './origin.ts'
import { isStorableTime, PAST_ALL_TIMES } from './to-record.ts'

export function whyNotStorablePoint(point: OtlpPoint): string | undefined {
  return isStorableTime(point.startUnixNano) && isStorableTime(point.timeUnixNano)
    ? undefined
    : PAST_ALL_TIMES
}

export function toPointRecord(point: OtlpPoint, receivedMs: number): PointRecord {
  const { metric, attributes, origin, timeUnixNano, attributeTag: _tag, ...numbers } = point
  return {
    ...metric,
    ...numbers,
    timeUnixNano: timeUnixNano || BigInt(receivedMs) * 1_000_000n,
    serviceName: serviceNameOf(origin),
    attributes: attributesToJson(attributes),
    origin: originBytes(origin),
  }
}
