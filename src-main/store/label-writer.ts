import type { Labels } from '#contract/label.ts'
import type { WritableDatabase } from './database.ts'
import { createLabelQueries } from './label-queries.ts'
import { RUN_ITSELF } from './recorded-tags.ts'

/** What a person changes about a run or a span; what is left out stays. */
export interface LabelChange {
  readonly star: boolean | undefined
  /** Empty takes the note away. */
  readonly note: string | undefined
  readonly addTags: readonly string[]
  readonly removeTags: readonly string[]
}

export type Labelling = Labels | 'run-not-found' | 'span-not-found'

export function createLabelWriter(db: WritableDatabase) {
  const labels = createLabelQueries(db)
  const findRun = db.prepare<[Buffer], number>('select run_key from runs where trace_id = ?').pluck()
  const findSpan = db.prepare<[number, Buffer]>('select 1 from spans where run_key = ? and span_id = ?')
  const change = db.prepare(/* sql */ `
    insert into run_labels (run_key, span_id, starred, note, changed_ms)
    values (@runKey, @span, coalesce(@star, 0), nullif(@note, ''), @nowMs)
    on conflict do update set starred = coalesce(@star, starred),
      note = iif(@note is null, note, nullif(@note, '')), changed_ms = @nowMs
  `)
  const dropEmpty = db.prepare(
    'delete from run_labels where run_key = ? and span_id = ? and starred = 0 and note is null',
  )
  const addTag = db.prepare(
    'insert into run_tags (run_key, span_id, tag, by_user) values (?, ?, ?, 1) on conflict do nothing',
  )
  const removeTag = db.prepare(
    'delete from run_tags where run_key = ? and span_id = ? and tag = ? and by_user = 1',
  )
  return db.transaction(
    (runId: string, spanId: string | undefined, wanted: LabelChange, nowMs: number): Labelling => {
      const runKey = findRun.get(Buffer.from(runId, 'hex'))
      if (runKey === undefined) return 'run-not-found'
      const span = spanId === undefined ? RUN_ITSELF : Buffer.from(spanId, 'hex')
      if (spanId !== undefined && findSpan.get(runKey, span) === undefined) return 'span-not-found'
      const star = wanted.star === undefined ? null : Number(wanted.star)
      change.run({ runKey, span, star, note: wanted.note ?? null, nowMs })
      dropEmpty.run(runKey, span)
      for (const tag of wanted.addTags) addTag.run(runKey, span, tag)
      for (const tag of wanted.removeTags) removeTag.run(runKey, span, tag)
      return labels.of(runKey, spanId)
    },
  ).immediate
}
