import type { Database } from 'better-sqlite3'
import { ProblemError } from '#contract/problems.ts'
import { migrations } from './migrations/index.ts'

export function schemaVersion(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/** Brings the file to the newest schema, one transaction a step. */
export function migrate(db: Database): void {
  refuseFuture(db)
  for (const [index, sql] of migrations.entries()) {
    db.transaction(() => {
      if (schemaVersion(db) > index) return
      db.exec(sql)
      db.pragma(`user_version = ${index + 1}`)
    }).immediate()
  }
}

/** A file written by a newer Runback may mean something else by the same names. */
export function refuseFuture(db: Database): void {
  const found = schemaVersion(db)
  if (found <= migrations.length) return
  throw new ProblemError({
    code: 'store-unavailable',
    reason: `it was written by a newer Runback (schema ${found}; this one knows ${migrations.length}). Update Runback, or choose another folder with --data-dir.`,
  })
}

/** Who only reads cannot bring a file up to date, and would miss tables in it. */
export function refusePast(db: Database): void {
  const found = schemaVersion(db)
  if (found >= migrations.length) return
  throw new ProblemError({
    code: 'store-unavailable',
    reason: `it was written by an older Runback (schema ${found}; this one needs ${migrations.length}). Start Runback once, and it is brought up to date.`,
  })
}
