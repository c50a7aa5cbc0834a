import type { Withheld } from '#contract/redaction.ts'
import type { WritableDatabase } from './database.ts'

/** Keeps what was taken out of a span. A span that is told again is told with what was taken out of it then. */
export function createWithheldWriter(db: WritableDatabase) {
  const remove = db.prepare<[number]>('delete from span_withheld where span_key = ?')
  const insert = db.prepare(/* sql */ `
    insert into span_withheld (span_key, run_key, redactions, redaction_count, capture_mode, left_out_values,
      left_out_bytes)
    values (?, ?, ?, ?, ?, ?, ?)
  `)
  return (runKey: number, spanKey: number, withheld: Withheld | undefined, isNew: boolean): void => {
    if (!isNew) remove.run(spanKey)
    if (withheld === undefined) return
    const { redactions, captureMode, leftOutValues, leftOutBytes } = withheld
    const byName = JSON.stringify(Object.fromEntries(redactions.map(({ name, count }) => [name, count])))
    const count = redactions.reduce((sum, each) => sum + each.count, 0)
    insert.run(spanKey, runKey, byName, count, captureMode, leftOutValues, leftOutBytes)
  }
}
