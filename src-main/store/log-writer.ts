import { createHash } from 'node:crypto'
import { createBoundedMap } from './bounded-map.ts'
import type { WritableDatabase } from './database.ts'
import { createLogQueries } from './log-queries.ts'
import { createLongValueWriter, logValues } from './long-value-writer.ts'
import type { RawItem } from './raw-queries.ts'
import { createOriginWriter, cutOut } from './raw-writer.ts'
import type { LogRecord, RawRecord } from './records.ts'
import { createTextWriter, logRaw } from './text-source.ts'

/** A span with more events than this in log records is told by the first of them. */
const MAX_EVENTS = 4096
const HASH_BYTES = 16
const REMEMBERED_TRACES = 4096

export type LogWriter = ReturnType<typeof createLogWriter>

/** Keeps log records as they arrived, and finds those that belong to a span. */
export function createLogWriter(db: WritableDatabase) {
  const insert = db.prepare(/* sql */ `
    insert into logs (hash, trace_key, span_id, origin_key, time_ns, is_event) values (?, ?, ?, ?, ?, ?)
  `)
  const isKnown = db.prepare<[Buffer], number>('select 1 from logs where hash = ?').pluck()
  const hasEvent = db
    .prepare<[number, Buffer], number>(
      'select 1 from logs where trace_key = ? and span_id = ? and is_event = 1 limit 1',
    )
    .pluck()
  const origins = createOriginWriter(db)
  const values = createLongValueWriter(db, logValues)
  const writeText = createTextWriter(db, logRaw)
  const traces = createTraceKeys(db)
  const queries = createLogQueries(db)
  let hasAny = db.prepare('select 1 from logs limit 1').get() !== undefined

  function rawOf(traceKey: number | null, raw: RawRecord): Buffer {
    if (traceKey === null) return cutOut({ ...raw, longValues: [] }, () => 0)
    return cutOut(raw, (key, bytes) => values.write(traceKey, key, bytes))
  }

  return {
    /** False when the record was there already. */
    write(log: LogRecord): boolean {
      const hash = hashOf(log)
      if (isKnown.get(hash) !== undefined) return false
      const { traceId, spanId, timeUnixNano, isEvent } = log
      const traceKey = traceId === undefined ? null : (traces.find(traceId) ?? traces.add(traceId))
      const span = spanId === undefined ? null : Buffer.from(spanId, 'hex')
      const origin = origins.write(log.raw.origin)
      const row = insert.run(hash, traceKey, span, origin, timeUnixNano, isEvent ? 1 : 0)
      writeText(row.lastInsertRowid, rawOf(traceKey, log.raw))
      hasAny = true
      return true
    },
    /** The records that are events of a span, in order. A store that never saw a log record answers at once. */
    eventsOf(traceId: string, spanId: string): readonly RawItem[] {
      if (!hasAny) return []
      const traceKey = traces.find(traceId)
      if (traceKey === undefined || hasEvent.get(traceKey, Buffer.from(spanId, 'hex')) === undefined)
        return []
      return queries.ofSpan(traceId, spanId, 'events', MAX_EVENTS)
    },
    /** After a rollback or a deletion, remembered keys may name rows that do not exist. */
    forget(): void {
      origins.forget()
      values.forget()
      traces.forget()
    },
  }
}

/** Spans of one trace come together: most of them ask for a trace that was asked for before. */
function createTraceKeys(db: WritableDatabase) {
  const select = db.prepare<[Buffer], number>('select trace_key from log_traces where trace_id = ?').pluck()
  const insert = db.prepare('insert into log_traces (trace_id) values (?)')
  const keys = createBoundedMap<string, number | 'none'>(REMEMBERED_TRACES)
  return {
    find(traceId: string): number | undefined {
      const known = keys.get(traceId) ?? select.get(Buffer.from(traceId, 'hex')) ?? 'none'
      keys.set(traceId, known)
      return known === 'none' ? undefined : known
    },
    add(traceId: string): number {
      const key = Number(insert.run(Buffer.from(traceId, 'hex')).lastInsertRowid)
      keys.set(traceId, key)
      return key
    },
    forget: keys.clear,
  }
}

function hashOf({ occurrence, raw }: LogRecord): Buffer {
  const digest = createHash('sha256').update(`${occurrence}\n`).update(raw.origin).update(raw.wire).digest()
  return digest.subarray(0, HASH_BYTES)
}
