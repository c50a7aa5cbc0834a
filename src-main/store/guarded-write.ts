import { errorCode } from '../base/error-code.ts'
import type { Ballast } from './ballast.ts'
import { createCommitCounter } from './commit-counter.ts'
import type { WritableDatabase } from './database.ts'
import type { createNoticeWriter } from './notices.ts'
import type { SpanRecord } from './records.ts'
import type { createSpanWriter } from './span-writer.ts'
import type { StoreWatch } from './store-watch.ts'

export interface GuardedWriteParts {
  readonly path: string
  readonly watch: StoreWatch
  readonly notices: ReturnType<typeof createNoticeWriter>
  readonly spans: Pick<ReturnType<typeof createSpanWriter>, 'write' | 'finish'>
  /** After a rollback, remembered keys may name rows that do not exist. */
  readonly forget: () => void
}

/** Commits to a store that is watched, and counts the commits beside it. */
export function createGuardedWrite(
  db: WritableDatabase,
  { path, watch, notices, spans, forget }: GuardedWriteParts,
) {
  const commits = createCommitCounter(db, path)
  if (commits.loss !== undefined) notices.add(commits.loss, Date.now())
  const write = db.transaction((records: Iterable<SpanRecord>, receivedMs: number) => {
    let count = 0
    for (const record of records) {
      spans.write(record, receivedMs)
      count += 1
    }
    const runIds = spans.finish()
    commits.count(count)
    return runIds
  })
  return {
    /** Commits all of the records or none, and tells which runs they changed. */
    write(records: Iterable<SpanRecord>, receivedMs: number): readonly string[] {
      watch.beforeCommit()
      try {
        const runIds = write.immediate(records, receivedMs)
        commits.committed()
        watch.afterCommit()
        return runIds
      } catch (error) {
        watch.onFailure(error)
        forget()
        throw error
      }
    },
    close: commits.close,
  }
}

/** A full disk has no room for the log of a deletion either. */
export function deleteWithBallast<T>(ballast: Ballast, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (errorCode(error) !== 'SQLITE_FULL' || !ballast.release()) throw error
    return work()
  }
}
