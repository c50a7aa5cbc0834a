import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { errorCode } from '../base/error-code.ts'
import { readCommitLedger } from './commit-ledger.ts'

/** A check reads the whole file, about a second for a gigabyte; a larger one is found damaged when it is used. */
const MAX_CHECKED_BYTES = 512 * 1024 * 1024

/** Why a store file cannot be trusted; undefined when nothing speaks against it. */
export function findDamage(path: string): string | undefined {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size === 0) return undefined
  const isChecked = size <= MAX_CHECKED_BYTES && !wasClosedInOrder(path)
  try {
    return look(path, isChecked)
  } catch (error) {
    if (error instanceof Error && isDamage(error)) return error.message
    // Whatever else keeps it from being opened is told when it is opened to be used.
    return undefined
  }
}

/** Whether SQLite failed because of what is in the file, rather than because of what it may do with it. */
export function isDamage(error: Error): boolean {
  return /^SQLITE_(CORRUPT|NOTADB)/.test(errorCode(error) ?? '')
}

function look(path: string, isChecked: boolean): string | undefined {
  const db = new Database(path, { readonly: true, timeout: 1_000 })
  try {
    db.prepare('select count(*) from sqlite_schema').get()
    if (!isChecked) return undefined
    const answer = String(db.pragma('quick_check(1)', { simple: true }))
    return answer === 'ok' ? undefined : answer
  } finally {
    db.close()
  }
}

function wasClosedInOrder(path: string): boolean {
  const hasLog = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
  return !hasLog && readCommitLedger(path)?.isClosed === true
}
