import type { WritableDatabase } from './database.ts'
import type { TagsRecord } from './records.ts'

/** The span id under which the words about a run itself are kept. */
export const RUN_ITSELF = Buffer.alloc(0)

/** Keeps the tags that were recorded with spans; those of a span are as its last telling has them. */
export function createRecordedTags(db: WritableDatabase) {
  const addTag = db.prepare(
    'insert into run_tags (run_key, span_id, tag, by_user) values (?, ?, ?, 0) on conflict do nothing',
  )
  const clear = db.prepare('delete from run_tags where run_key = ? and span_id = ? and by_user = 0')
  return (runKey: number, spanId: string, tags: TagsRecord): void => {
    const span = Buffer.from(spanId, 'hex')
    clear.run(runKey, span)
    for (const tag of tags.ofRun) addTag.run(runKey, RUN_ITSELF, tag)
    for (const tag of tags.ofSpan) addTag.run(runKey, span, tag)
  }
}
