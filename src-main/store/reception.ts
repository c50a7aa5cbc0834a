import type { WritableDatabase } from './database.ts'
import type { SpanRecord } from './records.ts'
import { createRunSilence } from './run-silence.ts'
import { createSourceWriter } from './source-writer.ts'
import { createSpanDoubtWriter } from './span-doubt-writer.ts'

/** Where a span was written, and what was there before. */
export interface WrittenSpan {
  readonly runKey: number
  readonly spanKey: number
  readonly before: 'nothing' | 'unended' | 'ended'
}

interface RunTally {
  duplicates: number
  late: number
  reopened: number
}

/** Keeps the ledger of what senders send: by sender, by run and by span. */
export function createReception(db: WritableDatabase, monotonicMs: () => number) {
  const sources = createSourceWriter(db)
  const doubts = createSpanDoubtWriter(db)
  const silence = createRunSilence(db, monotonicMs)
  const addToRun = db.prepare(/* sql */ `
    update runs set duplicate_count = duplicate_count + @duplicates, late_count = late_count + @late,
      reopened_count = reopened_count + @reopened where run_key = @runKey
  `)
  const runs = new Map<number, RunTally>()

  function tallyOf(runKey: number): RunTally {
    const tally = runs.get(runKey) ?? { duplicates: 0, late: 0, reopened: 0 }
    runs.set(runKey, tally)
    return tally
  }

  return {
    sources,
    receive(record: SpanRecord, { runKey, spanKey, before }: WrittenSpan, receivedMs: number): void {
      const { arrival } = record
      if (arrival === undefined) return
      const heard = silence.hear(runKey, receivedMs, before === 'nothing')
      // A span that is told at its start and again at its end is sent twice on purpose.
      const isDuplicate = before === 'ended'
      sources.addSpan(record, arrival, { runKey, isDuplicate, isLate: heard.isLate })
      doubts.write(runKey, spanKey, arrival.doubts, before !== 'nothing')
      if (!isDuplicate && !heard.isLate) return
      const tally = tallyOf(runKey)
      tally.duplicates += isDuplicate ? 1 : 0
      tally.late += heard.isLate ? 1 : 0
      tally.reopened += heard.reopens ? 1 : 0
    },
    finish(receivedMs: number): void {
      for (const [runKey, tally] of runs) addToRun.run({ runKey, ...tally })
      runs.clear()
      sources.finish(receivedMs)
    },
    /** Call after a rollback or a deletion. */
    forget(): void {
      runs.clear()
      silence.forget()
      sources.forget()
    },
  }
}
