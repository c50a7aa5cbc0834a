import { statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { ProblemError } from '#contract/problems.ts'
import { describeHealth, type StoreHealth } from '#contract/store-health.ts'
import { errorCode } from '../base/error-code.ts'
import type { ReadableDatabase } from './database.ts'
import { isDamage } from './find-damage.ts'

const OK: StoreHealth = { state: 'ok' }
const BYTES_PER_MB = 1_000_000

export type StoreWatch = ReturnType<typeof createStoreWatch>

/** Watches what SQLite does not: whether the file is still where it was, and how much room the disk has left. */
export function createStoreWatch(db: ReadableDatabase, path: string, minFreeDiskMb: number) {
  const opened = identityOf(path)
  const freePages = db.prepare<[], number>('pragma freelist_count').pluck()
  const pageBytes = Number(db.pragma('page_size', { simple: true }))
  let neededMb = minFreeDiskMb
  /** Of the last attempt to write; gone with the next one that succeeds. */
  let failure = OK

  /** Room that deleted runs left in the file counts; the log still needs a part of it on the disk. */
  function lookAtDisk(): StoreHealth {
    if (neededMb === 0) return OK
    const freeMb = freeMbAt(path)
    if (freeMb >= neededMb) return OK
    const reusableMb = ((freePages.get() ?? 0) * pageBytes) / BYTES_PER_MB
    if (freeMb >= neededMb / 4 && freeMb + reusableMb >= neededMb) return OK
    return { state: 'disk-low', freeMb, neededMb }
  }

  function lookAtFile(): StoreHealth {
    return identityOf(path) === opened ? OK : { state: 'file-gone', path }
  }

  function lookAround(): StoreHealth {
    const file = lookAtFile()
    return file.state === 'ok' ? lookAtDisk() : file
  }

  return {
    /** What keeps the store from being written; the last failure counts until a write succeeds. */
    look(): StoreHealth {
      const health = lookAround()
      return health.state === 'ok' ? failure : health
    },
    /** Throws what keeps a commit from being kept. */
    beforeCommit: () => throwUnlessOk(lookAround()),
    /** A commit to a file that nobody can find again is none. */
    afterCommit(): void {
      throwUnlessOk(lookAtFile())
      failure = OK
    },
    onFailure(error: unknown): void {
      failure = healthAfter(error, freeMbAt(path), neededMb) ?? failure
    },
    changeMinFreeDisk(mb: number): void {
      neededMb = mb
    },
    /** Whether what is left of the disk is for the log and for deletions, and for nothing that can wait. */
    isShort: () => failure.state === 'disk-low' || freeMbAt(path) < neededMb,
    /** Free space and the least of it, for whoever plans with both. */
    room: () => ({ freeMb: freeMbAt(path), neededMb }),
  }
}

function throwUnlessOk(health: StoreHealth): void {
  const reason = describeHealth(health)
  if (reason !== undefined) throw new ProblemError({ code: 'store-unavailable', reason })
}

/** What a failure of SQLite says about the store; undefined when it is about the rows. */
function healthAfter(error: unknown, freeMb: number, neededMb: number): StoreHealth | undefined {
  const code = errorCode(error) ?? ''
  if (!(error instanceof Error) || !/^SQLITE_/.test(code)) return undefined
  if (/^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/.test(code)) return undefined
  if (isDamage(error)) return { state: 'damaged', reason: error.message }
  if (code === 'SQLITE_FULL') return { state: 'disk-low', freeMb, neededMb }
  return { state: 'cannot-write', reason: error.message }
}

function freeMbAt(path: string): number {
  const { bavail, bsize } = statfsSync(dirname(path))
  return Math.floor((bavail * bsize) / BYTES_PER_MB)
}

/** The same after a rename and back; another one for a copy. */
function identityOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false, bigint: true })
  return stats && `${stats.dev}:${stats.ino}`
}
