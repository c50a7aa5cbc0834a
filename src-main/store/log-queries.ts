import type { ReadableDatabase } from './database.ts'
import { createValueReader, fillIn, type RawItem, type RawRow } from './raw-queries.ts'

export interface LogCounts {
  readonly logs: number
  /** Records that name no run; nothing shows them yet. */
  readonly logsWithoutRun: number
}

export function createLogQueries(db: ReadableDatabase) {
  const select = (condition: string) =>
    db.prepare<[Buffer, Buffer, number], RawRow>(/* sql */ `
      select packing, logs.content, holes, origins.content as origin
      from log_traces join logs using (trace_key) join origins using (origin_key)
      where trace_id = ? and span_id = ? and ${condition} order by time_ns, log_key limit ?
    `)
  const selectAll = select('true')
  const selectEvents = select('is_event = 1')
  const readValue = createValueReader(db, 'log_values')
  const count = db.prepare<[], LogCounts>(/* sql */ `
    select (select count(*) from logs) as logs,
      (select count(*) from logs where trace_key is null) as logsWithoutRun
  `)

  return {
    /** In the order of their times, as they arrived. */
    ofSpan(traceId: string, spanId: string, only: 'all' | 'events', limit: number): RawItem[] {
      const statement = only === 'all' ? selectAll : selectEvents
      const rows = statement.all(Buffer.from(traceId, 'hex'), Buffer.from(spanId, 'hex'), limit)
      return rows.map(row => fillIn(row, readValue))
    },
    count: (): LogCounts => count.get() ?? { logs: 0, logsWithoutRun: 0 },
  }
}
