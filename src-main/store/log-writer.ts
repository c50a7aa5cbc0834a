import { createHash } from 'node:crypto'
import type { WritableDatabase } from './database.ts'
import { createLogQueries } from './log-queries.ts'
import { createLongValueWriter } from './long-value-writer.ts'
import { pack } from './packing.ts'
import type { RawItem } from './raw-queries.ts'
import { createOriginWriter, cutOut } from './raw-writer.ts'
import type { LogRecord, RawRecord } from './records.ts'

/** A span with more events than this in log records is told by the first of them. */
const MAX_EVENTS = 4096
const HASH_BYTES = 16

export type LogWriter = ReturnType<typeof createLogWriter>

/** Keeps log records as they arrived, and finds those that belong to a span. */
export function createLogWriter(db: WritableDatabase) {
  const insert = db.prepare(/* sql */ `
    insert into logs (hash, trace_key, span_id, origin_key, time_ns, is_event, packing, content, holes)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
  `)
  const isKnown = db.prepare<[Buffer], number>('select 1 from logs where hash = ?').pluck()
  const origins = createOriginWriter(db)
  const values = createLongValueWriter(db, { name: 'log_values', owner: 'trace_key' })
  const traceKeyOf = createTraceKeys(db)
  const queries = createLogQueries(db)
  let hasAny = db.prepare('select 1 from logs limit 1').get() !== undefined

  function rawOf(traceKey: number | null, raw: RawRecord) {
    if (traceKey === null) return { ...pack(raw.wire), holes: null }
    return cutOut(raw, (key, bytes) => values.write(traceKey, key, bytes))
  }

  return {
    /** False when the record was there already. */
    write(log: LogRecord): boolean {
      const hash = hashOf(log)
      if (isKnown.get(hash) !== undefined) return false
      const { traceId, spanId, timeUnixNano, isEvent } = log
      const traceKey = traceId === undefined ? null : traceKeyOf(traceId)
      const { packing, content, holes } = rawOf(traceKey, log.raw)
      const span = spanId === undefined ? null : Buffer.from(spanId, 'hex')
      const origin = origins.write(log.raw.origin)
      insert.run(hash, traceKey, span, origin, timeUnixNano, isEvent ? 1 : 0, packing, content, holes)
      hasAny = true
      return true
    },
    /** The records that are events of a span, in order. A store that never saw a log record answers at once. */
    eventsOf(traceId: string, spanId: string): readonly RawItem[] {
      return hasAny ? queries.ofSpan(traceId, spanId, 'events', MAX_EVENTS) : []
    },
    /** After a rollback or a deletion, remembered keys may name rows that do not exist. */
    forget(): void {
      origins.forget()
      values.forget()
    },
  }
}

function createTraceKeys(db: WritableDatabase): (traceId: string) => number {
  const select = db.prepare<[Buffer], number>('select trace_key from log_traces where trace_id = ?').pluck()
  const insert = db.prepare('insert into log_traces (trace_id) values (?)')
  return traceId => {
    const bytes = Buffer.from(traceId, 'hex')
    return select.get(bytes) ?? Number(insert.run(bytes).lastInsertRowid)
  }
}

function hashOf({ occurrence, raw }: LogRecord): Buffer {
  const digest = createHash('sha256').update(`${occurrence}\n`).update(raw.origin).update(raw.wire).digest()
  return digest.subarray(0, HASH_BYTES)
}
