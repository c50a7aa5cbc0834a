import type { SpanDoubts } from './arrival.ts'
import type { WritableDatabase } from './database.ts'

/** Rows only for spans about which there is something to tell. */
export function createSpanDoubtWriter(db: WritableDatabase) {
  const insert = db.prepare(/* sql */ `
    insert or replace into span_doubts (span_key, run_key, cut_values, dropped_attributes, dropped_events,
      dropped_links, ends_before_start, future_ms)
    values (@spanKey, @runKey, @cutValues, @droppedAttributes, @droppedEvents,
      @droppedLinks, @endsBeforeStart, @futureMs)
  `)
  const remove = db.prepare<[number]>('delete from span_doubts where span_key = ?')
  return {
    write(runKey: number, spanKey: number, doubts: SpanDoubts | undefined, isReplaced: boolean): void {
      if (doubts !== undefined) {
        insert.run({ runKey, spanKey, ...doubts, endsBeforeStart: doubts.endsBeforeStart ? 1 : 0 })
      } else if (isReplaced) remove.run(spanKey)
    },
  }
}
