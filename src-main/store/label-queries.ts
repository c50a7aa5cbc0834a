import type { Labels, SpanLabels, TagUse } from '#contract/label.ts'
import type { ReadableDatabase } from './database.ts'

export interface LabelColumns {
  readonly starred: number
  readonly note: string | null
  /** JSON: [tag, 1 when a person set it]. */
  readonly tags: string
}

/** What is said of the run of a row, or of one of its spans. */
export const LABELS = (spanId: string): string => {
  const place = `run_key = runs.run_key and span_id = ${spanId}`
  return /* sql */ `
    exists (select 1 from run_labels where ${place} and starred = 1) as starred,
    (select note from run_labels where ${place}) as note,
    (select json_group_array(json_array(tag, by_user)) from run_tags where ${place}) as tags`
}

export function toLabels({ starred, note, tags }: LabelColumns): Labels {
  const all: readonly (readonly [string, number])[] = JSON.parse(tags)
  const of = (byUser: number) => all.filter(each => each[1] === byUser).map(([tag]) => tag)
  return { starred: starred === 1, note, tags: of(1), recordedTags: of(0) }
}

export function createLabelQueries(db: ReadableDatabase) {
  const selectOf = db.prepare<[Buffer, number], LabelColumns>(/* sql */ `
    with place (span_id) as (select ?)
    select ${LABELS('(select span_id from place)')} from runs where run_key = ?
  `)
  const selectSpans = db
    .prepare<{ runKey: number }, Buffer>(/* sql */ `
      select span_id from run_labels where run_key = @runKey and span_id <> x''
      union select span_id from run_tags where run_key = @runKey and span_id <> x'' limit 10000
    `)
    .pluck()
  const selectTags = db.prepare<[number], TagUse>(/* sql */ `
    select tag, count(distinct run_key) as runs from run_tags group by tag order by runs desc, tag limit ?
  `)
  const countTags = db.prepare<[], number>('select count(distinct tag) from run_tags').pluck()

  function ofSpan(runKey: number, spanId: Buffer): Labels {
    const row = selectOf.get(spanId, runKey)
    return row === undefined ? { starred: false, note: null, tags: [], recordedTags: [] } : toLabels(row)
  }

  return {
    /** Of the run itself when no span is named. */
    of: (runKey: number, spanId: string | undefined): Labels =>
      ofSpan(runKey, Buffer.from(spanId ?? '', 'hex')),
    ofSpans: (runKey: number): SpanLabels[] =>
      selectSpans
        .all({ runKey })
        .map(spanId => ({ spanId: spanId.toString('hex'), ...ofSpan(runKey, spanId) })),
    tags: (limit: number) => ({ tags: selectTags.all(limit), total: countTags.get() ?? 0 }),
  }
}
