import { median, quantile } from '../numbers.ts'
import { spansOf } from '../payload/payload.ts'
import { withRawDatabase } from './raw-database.ts'

const COMMITS = 300
const ROWS_PER_COMMIT = 100

process.stdout.write(JSON.stringify(measure()))

/** As many rows as a request holds, committed and flushed to the disk itself. */
function measure() {
  const recipe = { kind: 'plain', spans: ROWS_PER_COMMIT, seed: 1 } as const
  const wires = [...spansOf(recipe)].map(span => Buffer.from(span.wire))
  return withRawDatabase('full', db => {
    db.exec('create table bodies (key integer primary key, content blob not null)')
    const insert = db.prepare('insert into bodies (content) values (?)')
    const insertAll = db.transaction(() => {
      for (const wire of wires) insert.run(wire)
    })
    const latencies = Array.from({ length: COMMITS }, () => {
      const startedMs = performance.now()
      insertAll()
      return performance.now() - startedMs
    })
    return { p50Ms: median(latencies), p99Ms: quantile(latencies, 0.99) }
  })
}
