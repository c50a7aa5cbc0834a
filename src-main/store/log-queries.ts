import type { ReadableDatabase } from './database.ts'
import { createValueReader, fillIn, type RawItem, type RawRow } from './raw-queries.ts'

export interface LogCounts {
  readonly logs: number
  /** Records that name no run; nothing shows them yet. */
  readonly logsWithoutRun: number
}

/** A record as it arrived. Its time is when it was received where the sender gave none. */
export interface StoredLog extends RawItem {
  readonly timeUnixNano: bigint
}

interface LogRow extends RawRow {
  readonly time: string
}

export function createLogQueries(db: ReadableDatabase) {
  const select = (condition: string) =>
    db.prepare<[Buffer, Buffer, number], LogRow>(/* sql */ `
      select packing, logs.content, holes, origins.content as origin, cast(time_ns as text) as time
      from log_traces join logs using (trace_key) join origins using (origin_key)
      where trace_id = ? and span_id = ? and ${condition} order by time_ns, log_key limit ?
    `)
  const selectAll = select('true')
  const selectEvents = select('is_event = 1')
  const readValue = createValueReader(db, 'log_values')
  const countOfSpan = db
    .prepare<[Buffer, Buffer], number>(/* sql */ `
      select count(*) from log_traces join logs using (trace_key) where trace_id = ? and span_id = ?
    `)
    .pluck()
  const count = db.prepare<[], LogCounts>('select logs, logs_without_run as logsWithoutRun from log_counts')

  return {
    /** In the order of their times, as they arrived. */
    ofSpan(traceId: string, spanId: string, only: 'all' | 'events', limit: number): StoredLog[] {
      const statement = only === 'all' ? selectAll : selectEvents
      const rows = statement.all(Buffer.from(traceId, 'hex'), Buffer.from(spanId, 'hex'), limit)
      return rows.map(row => ({ ...fillIn(row, readValue), timeUnixNano: BigInt(row.time) }))
    },
    countOfSpan: (traceId: string, spanId: string): number =>
      countOfSpan.get(Buffer.from(traceId, 'hex'), Buffer.from(spanId, 'hex')) ?? 0,
    count: (): LogCounts => count.get() ?? { logs: 0, logsWithoutRun: 0 },
  }
}
