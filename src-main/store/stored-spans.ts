import type { WritableDatabase } from './database.ts'
import { createRawQueries, type RawItem } from './raw-queries.ts'

/** A span of the store with what it takes to understand it again. */
export interface StoredSpan extends RawItem {
  readonly startUnixNano: bigint
}

export function createStoredSpans(db: WritableDatabase) {
  const select = db
    .prepare<[Buffer, Buffer], { spanKey: bigint; startUnixNano: bigint }>(/* sql */ `
      select span_key as spanKey, base_ns + spans.start_ns as startUnixNano
      from runs join spans using (run_key) where trace_id = ? and span_id = ?
    `)
    .safeIntegers()
  const raw = createRawQueries(db)
  return (traceId: string, spanId: string): StoredSpan | undefined => {
    const row = select.get(Buffer.from(traceId, 'hex'), Buffer.from(spanId, 'hex'))
    const item = row && raw.ofSpan(Number(row.spanKey))
    return row && item && { ...item, startUnixNano: row.startUnixNano }
  }
}
