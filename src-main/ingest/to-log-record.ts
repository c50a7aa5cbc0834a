import { isEvent } from '../conventions/log-event.ts'
import type { OtlpLog } from '../otlp/otlp-log.ts'
import type { LogRecord } from '../store/records.ts'
import type { LogHome } from './log-homes.ts'
import { originBytes } from './origin.ts'
import { isStorableTime, PAST_ALL_TIMES } from './to-record.ts'

export function whyNotStorableLog(log: OtlpLog): string | undefined {
  return isStorableTime(log.timeUnixNano) && isStorableTime(log.observedUnixNano) ? undefined : PAST_ALL_TIMES
}

/** With a home it belongs there, and otherwise where it says. */
export function toLogRecord(
  log: OtlpLog,
  place: { readonly occurrence: number; readonly receivedMs: number; readonly home: LogHome | undefined },
): LogRecord {
  const { timeUnixNano, observedUnixNano, wire, longValues, origin } = log
  const { occurrence, receivedMs, home } = place
  return {
    traceId: home?.traceId ?? log.traceId,
    spanId: home?.spanId ?? log.spanId,
    timeUnixNano: timeUnixNano || observedUnixNano || BigInt(receivedMs) * 1_000_000n,
    isEvent: home?.isEvent ?? isEvent(log),
    occurrence,
    raw: { wire, longValues, origin: originBytes(origin) },
  }
}
