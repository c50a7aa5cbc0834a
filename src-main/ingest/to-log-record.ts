import { isEvent } from '../conventions/log-event.ts'
import type { OtlpLog } from '../otlp/otlp-log.ts'
import type { LogRecord } from '../store/records.ts'
import { originBytes } from './origin.ts'
import { isStorableTime, PAST_ALL_TIMES } from './to-record.ts'

export function whyNotStorableLog(log: OtlpLog): string | undefined {
  return isStorableTime(log.timeUnixNano) && isStorableTime(log.observedUnixNano) ? undefined : PAST_ALL_TIMES
}

export function toLogRecord(log: OtlpLog, occurrence: number, receivedMs: number): LogRecord {
  const { traceId, spanId, timeUnixNano, observedUnixNano, wire, longValues, origin } = log
  return {
    traceId,
    spanId,
    timeUnixNano: timeUnixNano || observedUnixNano || BigInt(receivedMs) * 1_000_000n,
    isEvent: isEvent(log),
    occurrence,
    raw: { wire, longValues, origin: originBytes(origin) },
  }
}
