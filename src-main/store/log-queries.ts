import type { ReadableDatabase } from './database.ts'
import { fillIn, type RawItem } from './raw-queries.ts'
import { createTextReader } from './text-reader.ts'
import { logRaw, logValueTexts } from './text-source.ts'
import { createValueReader } from './value-reader.ts'

export interface LogCounts {
  readonly logs: number
  /** Records that name no run; nothing shows them yet. */
  readonly logsWithoutRun: number
}

/** A record as it arrived. Its time is when it was received where the sender gave none. */
export interface StoredLog extends RawItem {
  readonly timeUnixNano: bigint
}

interface LogRow {
  readonly logKey: number
  readonly origin: Uint8Array
  readonly time: string
}

export function createLogQueries(db: ReadableDatabase) {
  const select = (condition: string) =>
    db.prepare<[Buffer, Buffer, number], LogRow>(/* sql */ `
      select log_key as logKey, origins.content as origin, cast(time_ns as text) as time
      from log_traces join logs using (trace_key) join origins using (origin_key)
      where trace_id = ? and span_id = ? and ${condition} order by time_ns, log_key limit ?
    `)
  const selectAll = select('true')
  const selectEvents = select('is_event = 1')
  const readValue = createValueReader(db, logValueTexts)
  const readRaw = createTextReader(db, logRaw)
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
      return rows.flatMap(({ logKey, origin, time }) => {
        const raw = readRaw(logKey)
        return raw ? [{ wire: fillIn(raw, readValue), origin, timeUnixNano: BigInt(time) }] : []
      })
    },
    countOfSpan: (traceId: string, spanId: string): number =>
      countOfSpan.get(Buffer.from(traceId, 'hex'), Buffer.from(spanId, 'hex')) ?? 0,
    count: (): LogCounts => count.get() ?? { logs: 0, logsWithoutRun: 0 },
  }
}
