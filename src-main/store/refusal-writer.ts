import type { RefusalRecord } from './arrival.ts'
import type { WritableDatabase } from './database.ts'

const MS_PER_MINUTE = 60_000
const MAX_REFUSAL_ROWS = 10_000

/** Keeps what was answered with an error, for the sender and for the runs of its time. */
export function createRefusalWriter(db: WritableDatabase, sourceKeyOf: (refusal: RefusalRecord) => number) {
  const insert = db.prepare(/* sql */ `
    insert into refusals (source_key, minute, kind, reason, requests) values (?, ?, ?, ?, ?)
    on conflict do update set requests = requests + excluded.requests
  `)
  const count = {
    refused: db.prepare(/* sql */ `
      update sources set refused = refused + @requests, requests = requests + @requests,
        last_refusal = @reason, last_refusal_ms = @atMs where source_key = @sourceKey
    `),
    deferred: db.prepare(/* sql */ `
      update sources set deferred = deferred + @requests, requests = requests + @requests
      where source_key = @sourceKey
    `),
  }
  const prune = db.prepare(/* sql */ `
    delete from refusals where minute <
      (select minute from refusals order by minute desc limit 1 offset ${MAX_REFUSAL_ROWS})
  `)
  return (refusals: readonly RefusalRecord[]): void => {
    for (const refusal of refusals) {
      const { kind, reason, requests, atMs } = refusal
      const sourceKey = sourceKeyOf(refusal)
      insert.run(sourceKey, Math.floor(atMs / MS_PER_MINUTE), kind, reason, requests)
      count[kind].run({ sourceKey, reason, requests, atMs })
    }
    prune.run()
  }
}
