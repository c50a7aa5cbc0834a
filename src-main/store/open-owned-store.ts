import { basename } from 'node:path'
import { ProblemError } from '#contract/problems.ts'
import { errorCode } from '../base/error-code.ts'
import { readCommitLedger } from './commit-ledger.ts'
import { findDamage, isDamage } from './find-damage.ts'
import { openStoreWriter, type StoreWriter } from './open-store.ts'
import { hasWholeSchema } from './schema-text.ts'
import { setAside } from './set-aside.ts'

/**
 * Opens a store for its owner. A damaged one is set aside under another name, and a new one begun in its place:
 * what comes in next is recorded, and what can be saved from the other is its owner's to decide.
 */
export function openOwnedStore(path: string, nowMs: number): StoreWriter {
  const damage = findDamage(path)
  return damage === undefined ? openOrBegin(path, nowMs) : begin(path, nowMs, damage)
}

/** Damage in a page that no check read shows when the store is prepared for use. */
function openOrBegin(path: string, nowMs: number): StoreWriter {
  try {
    return openStoreWriter(path)
  } catch (error) {
    const cause = error instanceof ProblemError ? error.cause : error
    if (!(cause instanceof Error) || !(isDamage(cause) || isOfDamagedSchema(cause, path))) throw error
    return begin(path, nowMs, cause.message)
  }
}

/** A table or a column that is not there although the store says that it is up to date. */
function isOfDamagedSchema(error: Error, path: string): boolean {
  return errorCode(error) === 'SQLITE_ERROR' && !hasWholeSchema(path)
}

function begin(path: string, nowMs: number, reason: string): StoreWriter {
  const known = readCommitLedger(path)
  const name = basename(setAside(path, nowMs))
  const store = openStoreWriter(path)
  const held = known === undefined ? '' : ` ${known.spans} spans had been recorded in it.`
  store.notices.add(
    {
      kind: 'store-damaged',
      message: `The store was damaged (${reason}). It was set aside as ${name}, unchanged, and a new one was begun.${held} "runback doctor --rescue ${name}" copies into the new store what can still be read.`,
    },
    nowMs,
  )
  return store
}
