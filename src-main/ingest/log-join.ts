import { isEvent, withLogEvents } from '../conventions/log-event.ts'
import { TOLD_BY_KEY } from '../conventions/logged-span.ts'
import { decodeLogWire } from '../otlp/decode-logs.ts'
import { decodeSpanWire } from '../otlp/decode-traces.ts'
import { decodeOrigin } from '../otlp/origin-bytes.ts'
import type { OtlpLog } from '../otlp/otlp-log.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { StoreWriter } from '../store/open-store.ts'
import type { SpanRecord } from '../store/records.ts'
import { homesOf, turnSpanId } from './log-homes.ts'
import { pricesOf } from './prices-of.ts'
import { spanOfLogs, turnOfLogs } from './span-of-logs.ts'
import { toLogRecord } from './to-log-record.ts'
import { toRecord } from './to-record.ts'

const NANOSECONDS_PER_MILLISECOND = 1_000_000n

/** A span that has to be told again, or for the first time when it never came. */
interface Retold {
  readonly traceId: string
  readonly spanId: string
  /** A record of its turn, when no producer but Runback gave the span its place. */
  readonly homeless: OtlpLog | undefined
}

export type LogJoin = ReturnType<typeof createLogJoin>

/** Joins spans and their log events within one commit, whichever came first and however long ago. */
export function createLogJoin(store: StoreWriter, receivedMs: number) {
  const retold = new Map<string, Retold>()
  const superseded: string[] = []
  const homes = homesOf(store)

  function retell(traceId: string, spanId: string, homeless?: OtlpLog): void {
    retold.set(traceId + spanId, { traceId, spanId, homeless })
  }

  return {
    /** Runs that were told by log records, until their spans came. They are to be deleted after the commit. */
    superseded,
    /** Stores a record. An event that is news has its span told again, unless the span comes in this commit too. */
    addLog(log: OtlpLog, occurrence: number): void {
      const home = homes.of(log)
      if (!store.logs.write(toLogRecord(log, { occurrence, receivedMs, home }))) return
      if (home !== undefined) {
        if (home.isEvent) retell(home.traceId, home.spanId, log)
        retell(home.traceId, turnSpanId(home.traceId), log)
      } else if (isEvent(log) && log.traceId !== undefined && log.spanId !== undefined) {
        retell(log.traceId, log.spanId)
      }
    },
    /** The span with what its log events say; what was sent as the span itself stays as it is. */
    withEvents(span: OtlpSpan): OtlpSpan {
      if (retold.size > 0) retold.delete(span.traceId + span.spanId)
      return withEventsOf(store, span)
    },
    /** Spans of a coding agent tell its session better than its log records do. */
    noteSpan(record: SpanRecord): void {
      superseded.push(...homes.supersededBy(record))
    },
    /** The spans that were there before their events, and those that never came. */
    *retell(): Generator<SpanRecord> {
      for (const each of retold.values()) {
        const stored = store.findSpan(each.traceId, each.spanId)
        const sent = stored && decodeSpanWire(stored.wire, decodeOrigin(stored.origin))
        const span = sent === undefined || sent.attributes.has(TOLD_BY_KEY) ? toldByLogs(store, each) : sent
        if (span === undefined) continue
        const startNs = stored?.startUnixNano ?? span.startUnixNano
        const startMs = Number(startNs / NANOSECONDS_PER_MILLISECOND)
        yield toRecord(withEventsOf(store, span), startMs, pricesOf(store))
      }
    },
  }
}

/** Deletes the runs that log records told, after the commit that brought their spans. The records stay. */
export function dropSuperseded(store: StoreWriter, { superseded }: LogJoin): readonly string[] {
  for (const runId of superseded) {
    store.logTurns.release(runId)
    store.deleteRun(runId)
  }
  return superseded
}

function withEventsOf(store: StoreWriter, span: OtlpSpan): OtlpSpan {
  return withLogEvents(span, eventsOf(store, span))
}

function toldByLogs(store: StoreWriter, { homeless, ...ids }: Retold): OtlpSpan | undefined {
  const logs = eventsOf(store, ids)
  const turnId = homeless && turnSpanId(ids.traceId)
  if (homeless === undefined || ids.spanId !== turnId)
    return spanOfLogs({ ...ids, parentSpanId: turnId }, logs)
  return turnOfLogs(ids, logs.length === 0 ? [homeless] : logs, store.logTurns.extentOf(ids.traceId))
}

function eventsOf(
  store: StoreWriter,
  { traceId, spanId }: { readonly traceId: string; readonly spanId: string },
): OtlpLog[] {
  return store.logs
    .eventsOf(traceId, spanId)
    .map(({ wire, origin }) => decodeLogWire(wire, decodeOrigin(origin)))
    .filter(log => log !== undefined)
}
