import { statSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { openStoreReader } from '../src-main/store/open-store.ts'

const POLL_MS = 10
const QUIET_MS = 1_500

/** Rows, counted one by one: what the store says of itself is not asked. */
export function countStoredSpans(storePath: string): number {
  const db = new Database(storePath, { readonly: true })
  try {
    return Number(db.prepare('select count(*) from spans').pluck().get())
  } finally {
    db.close()
  }
}

/** Resolves when nothing waits for the search index; false when that took too long. */
export async function untilIndexed(storePath: string, maxMs: number): Promise<boolean> {
  const store = openStoreReader(storePath)
  const deadlineMs = performance.now() + maxMs
  try {
    while (store.statistics().waitingForSearch > 0) {
      if (performance.now() > deadlineMs) return false
      await wait(POLL_MS)
    }
    return true
  } finally {
    store.close()
  }
}

/** Resolves when everything that runs when idle is done: nothing waits, and the files have stopped changing. */
export async function untilQuiet(storePath: string, maxMs: number): Promise<boolean> {
  const store = openStoreReader(storePath)
  const deadlineMs = performance.now() + maxMs
  let last = ''
  let sinceMs = performance.now()
  try {
    while (performance.now() - sinceMs < QUIET_MS) {
      if (performance.now() > deadlineMs) return false
      const waiting = Object.entries(store.statistics()).filter(
        ([name, value]) => name.startsWith('waiting') && value > 0,
      )
      const state = JSON.stringify([waiting, changeOf(storePath), changeOf(`${storePath}-wal`)])
      if (state !== last || waiting.length > 0) sinceMs = performance.now()
      last = state
      await wait(POLL_MS * 5)
    }
    return true
  } finally {
    store.close()
  }
}

function changeOf(file: string): readonly number[] {
  const found = statSync(file, { throwIfNoEntry: false })
  return found === undefined ? [] : [found.size, found.mtimeMs]
}

/** Of the database and whatever stands beside it. */
export function storeBytes(storePath: string): number {
  return [storePath, `${storePath}-wal`]
    .map(file => statSync(file, { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0)
}
