import { type CommitMark, openCommitLedger, readCommitLedger } from './commit-ledger.ts'
import type { WritableDatabase } from './database.ts'
import type { NewNotice } from './notices.ts'

type Counts = Omit<CommitMark, 'isClosed'>

/** Counts commits in the store and beside it, and tells at the start when the two do not agree. */
export function createCommitCounter(db: WritableDatabase, storePath: string) {
  const select = db.prepare<[], Counts>(
    'select store_id as storeId, commits, spans from store_identity limit 1',
  )
  const add = db.prepare('update store_identity set commits = commits + 1, spans = spans + ?')
  let counts = select.get() ?? { storeId: '', commits: 0, spans: 0 }
  const loss = describeLoss(readCommitLedger(storePath), counts)
  const ledger = openCommitLedger(storePath)
  ledger.write({ ...counts, isClosed: false })
  let pendingSpans = 0
  return {
    loss,
    /** Call within the transaction, last. */
    count(spans: number): void {
      pendingSpans = spans
      add.run(spans)
    },
    /** Call after the commit. */
    committed(): void {
      counts = { ...counts, commits: counts.commits + 1, spans: counts.spans + pendingSpans }
      ledger.write({ ...counts, isClosed: false })
    },
    close(): void {
      ledger.write({ ...counts, isClosed: true })
      ledger.close()
    },
  }
}

/** Why less is in the store than was last committed to it; undefined when nothing is missing. */
export function describeLoss(known: CommitMark | undefined, found: Counts): NewNotice | undefined {
  if (known === undefined) return undefined
  if (known.storeId !== found.storeId) {
    // An older store that was put here on purpose has commits of its own.
    if (found.commits > 0 || known.commits === 0) return undefined
    const message = `The store that was here is gone: it held ${commitsAndSpans(known.commits, known.spans)}. A new one was begun. If you did not delete it, look for a copy of the file and put it back while Runback is closed.`
    return { kind: 'commits-lost', message }
  }
  const commits = known.commits - found.commits
  if (commits <= 0) return undefined
  const spans = Math.max(0, known.spans - found.spans)
  const message = `The last ${commitsAndSpans(commits, spans)} that were recorded are not in the store any more: its write-ahead log was cut short or lost, or an older copy of the file was put here.`
  return { kind: 'commits-lost', message }
}

function commitsAndSpans(commits: number, spans: number): string {
  const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`
  return `${counted(commits, 'commit')} with ${counted(spans, 'span')}`
}
