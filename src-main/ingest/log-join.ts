import { isEvent, withLogEvents } from '../conventions/log-event.ts'
import { decodeLogWire } from '../otlp/decode-logs.ts'
import { decodeSpanWire } from '../otlp/decode-traces.ts'
import { decodeOrigin } from '../otlp/origin-bytes.ts'
import type { OtlpLog } from '../otlp/otlp-log.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { StoreWriter } from '../store/open-store.ts'
import type { SpanRecord } from '../store/records.ts'
import { toLogRecord } from './to-log-record.ts'
import { toRecord } from './to-record.ts'

const NANOSECONDS_PER_MILLISECOND = 1_000_000n

export type LogJoin = ReturnType<typeof createLogJoin>

/** Joins spans and their log events within one commit, whichever came first and however long ago. */
export function createLogJoin(store: StoreWriter, receivedMs: number) {
  const retold = new Map<string, readonly [traceId: string, spanId: string]>()
  return {
    /** Stores a record. An event that is news has its span told again, unless the span comes in this commit too. */
    addLog(log: OtlpLog, occurrence: number): void {
      const isNew = store.logs.write(toLogRecord(log, occurrence, receivedMs))
      const { traceId, spanId } = log
      if (!isNew || !isEvent(log) || traceId === undefined || spanId === undefined) return
      retold.set(traceId + spanId, [traceId, spanId])
    },
    /** The span with what its log events say; what was sent as the span itself stays as it is. */
    withEvents(span: OtlpSpan): OtlpSpan {
      if (retold.size > 0) retold.delete(span.traceId + span.spanId)
      return withStoredEvents(store, span)
    },
    /** The spans that were there before their events. */
    *retell(): Generator<SpanRecord> {
      for (const [traceId, spanId] of retold.values()) {
        const stored = store.findSpan(traceId, spanId)
        const span = stored && decodeSpanWire(stored.wire, decodeOrigin(stored.origin))
        if (stored === undefined || span === undefined) continue
        const startMs = Number(stored.startUnixNano / NANOSECONDS_PER_MILLISECOND)
        yield toRecord(withStoredEvents(store, span), startMs)
      }
    },
  }
}

function withStoredEvents(store: StoreWriter, span: OtlpSpan): OtlpSpan {
  const items = store.logs.eventsOf(span.traceId, span.spanId)
  if (items.length === 0) return span
  const logs = items.map(({ wire, origin }) => decodeLogWire(wire, decodeOrigin(origin)))
  return withLogEvents(
    span,
    logs.filter(log => log !== undefined),
  )
}
