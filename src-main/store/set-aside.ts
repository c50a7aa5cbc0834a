import { existsSync, renameSync } from 'node:fs'
import { dirname, join, parse } from 'node:path'
import { commitLedgerPath } from './commit-ledger.ts'

/** What belongs to a store file: it can be opened again under its new name only together with its log. */
const COMPANIONS = ['-wal', '-shm', '-journal'] as const

/** Renames a damaged store to a name nothing else has, and tells the name. Nothing is deleted or overwritten. */
export function setAside(storePath: string, nowMs: number): string {
  const target = freeName(storePath, nowMs)
  // The log first: left alone, it would be replayed into the new store. The commit ledger last: it would tell the loss.
  for (const companion of COMPANIONS) {
    if (existsSync(storePath + companion)) renameSync(storePath + companion, target + companion)
  }
  renameSync(storePath, target)
  if (existsSync(commitLedgerPath(storePath))) {
    renameSync(commitLedgerPath(storePath), commitLedgerPath(target))
  }
  return target
}

function freeName(storePath: string, nowMs: number): string {
  const { name, ext } = parse(storePath)
  const moment = new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-')
  for (let attempt = 1; ; attempt += 1) {
    const suffix = attempt === 1 ? '' : `-${attempt}`
    const path = join(dirname(storePath), `${name}.damaged-${moment}${suffix}${ext}`)
    if (!existsSync(path)) return path
  }
}
