import { hash } from 'node:crypto'
import { quarterOf, SHARE_COLUMNS, type ShareRow, shareOf, toShare } from './call-share.ts'
import { createCallTotals } from './call-totals.ts'
import type { WritableDatabase } from './database.ts'
import type { SpanRecord } from './records.ts'
import { createSameAnswers } from './same-answers.ts'

/** Six bytes fit a JS number, and two answers with one hash would also have to be given at one time. */
const HASH_BYTES = 6

/** What the row of a call says about counting it. */
export interface CallPlace {
  readonly quarter: number | null
  readonly agentName: string | null
  readonly answerHash: number | null
}

interface OldCall extends ShareRow {
  readonly answerHash: number | null
  readonly sameAs: number | null
}

export type CallCounter = ReturnType<typeof createCallCounter>

/** Counts each answer of a provider once: in the totals of its run, and with them in everything that adds up runs. */
export function createCallCounter(db: WritableDatabase) {
  const totals = createCallTotals(db)
  const settle = createSameAnswers(db, totals)
  const answers = new Set<number>()
  const selectOld = db.prepare<[number], OldCall>(/* sql */ `
    select ${SHARE_COLUMNS}, answer_hash as answerHash, same_as as sameAs
    from calls where span_key = ? and quarter is not null
  `)
  const sharedAnswers = db
    .prepare<[number, number], number>(/* sql */ `
      select distinct answer_hash from calls where run_key = ? and answer_hash is not null and exists
        (select 1 from calls as other where other.answer_hash = calls.answer_hash and other.run_key <> ?)
    `)
    .pluck()

  return {
    placeOf(record: SpanRecord): CallPlace {
      const answerId = record.call?.details.responseId
      return {
        // An agent span repeats the usage of the calls below it, so only the calls themselves count.
        quarter: isCounted(record) ? quarterOf(record.startUnixNano) : null,
        agentName: record.agentName,
        answerHash: answerId == null || !isCounted(record) ? null : answerHash(answerId),
      }
    },
    /** Call before the row of an earlier telling goes. */
    remove(spanKey: number): void {
      const old = selectOld.get(spanKey)
      if (old === undefined) return
      if (old.sameAs === null) totals.remove(toShare(old))
      if (old.answerHash !== null) answers.add(old.answerHash)
    },
    add(runKey: number, record: SpanRecord, { quarter, answerHash }: CallPlace): void {
      if (record.call === undefined || quarter === null) return
      totals.add(shareOf(record.call, { runKey, quarter, agent: record.agentName ?? '' }))
      if (answerHash !== null) answers.add(answerHash)
    },
    /** Answers that other runs tell too: once this run is gone, one of those counts. */
    leave(runKey: number): void {
      for (const answer of sharedAnswers.all(runKey, runKey)) answers.add(answer)
    },
    totals,
    /** Brings the totals up to date, and tells the keys of the runs that changed. */
    finish(): readonly number[] {
      for (const answer of answers) settle(answer)
      answers.clear()
      return totals.flush()
    },
    forget(): void {
      answers.clear()
      totals.forget()
    },
  }
}

export function isCounted({ kind }: Pick<SpanRecord, 'kind'>): boolean {
  return kind === 'llm' || kind === 'embedding'
}

function answerHash(id: string): number {
  return hash('sha256', id, 'buffer').readUIntBE(0, HASH_BYTES)
}
