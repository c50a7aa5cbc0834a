import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'

/** What a store had committed at one moment. */
export interface CommitMark {
  readonly storeId: string
  readonly commits: number
  /** Spans that were written since the store was made, also those that were deleted later. */
  readonly spans: number
  /** Closed in good order. */
  readonly isClosed: boolean
}

export interface CommitLedger {
  write(mark: CommitMark): void
  close(): void
}

export function commitLedgerPath(storePath: string): string {
  return `${storePath}-commits`
}

/**
 * A line beside the store that says what was last committed. SQLite opens a store whose log was cut short or lost
 * without a word, and it is the only other place that knows what was there.
 */
export function openCommitLedger(storePath: string): CommitLedger {
  const file = openSync(commitLedgerPath(storePath), 'a+', 0o600)
  closeSync(file)
  const descriptor = openSync(commitLedgerPath(storePath), 'r+')
  return {
    write(mark) {
      try {
        writeSync(descriptor, lineOf(mark), 0)
      } catch {
        // The commit stands. A ledger that stays behind only knows less.
      }
    },
    close: () => closeSync(descriptor),
  }
}

/** Undefined when there is none, or none that can be read. */
export function readCommitLedger(storePath: string): CommitMark | undefined {
  const [storeId, commits, spans, state] = textOf(commitLedgerPath(storePath)).trim().split(/\s+/)
  if (!/^[0-9a-f]{32}$/.test(storeId ?? '') || storeId === undefined) return undefined
  if (!/^\d+$/.test(commits ?? '') || !/^\d+$/.test(spans ?? '')) return undefined
  return { storeId, commits: Number(commits), spans: Number(spans), isClosed: state === 'closed' }
}

/** Of one length, so that a new line covers the former. */
function lineOf({ storeId, commits, spans, isClosed }: CommitMark): string {
  return `${storeId} ${pad(commits)} ${pad(spans)} ${isClosed ? 'closed' : 'open  '}\n`
}

function pad(count: number): string {
  return String(count).padStart(16)
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
