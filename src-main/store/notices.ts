import type { StoreNotice } from '#contract/store-health.ts'
import type { ReadableDatabase, WritableDatabase } from './database.ts'

export interface NewNotice {
  readonly kind: StoreNotice['kind']
  readonly message: string
}

/** What the user has to hear about the store, until it is dismissed. */
export function createNoticeQueries(db: ReadableDatabase) {
  const select = db.prepare<[], StoreNotice>(/* sql */ `
    select notice_key as noticeId, at_ms as at, kind, message from notices order by notice_key desc limit 20
  `)
  return { list: (): StoreNotice[] => select.all() }
}

export function createNoticeWriter(db: WritableDatabase) {
  const insert = db.prepare('insert into notices (at_ms, kind, message) values (?, ?, ?)')
  const remove = db.prepare<[number]>('delete from notices where notice_key = ?')
  return {
    add({ kind, message }: NewNotice, nowMs: number): void {
      insert.run(nowMs, kind, message)
    },
    /** False when there is no such notice. */
    dismiss: (noticeId: number): boolean => remove.run(noticeId).changes === 1,
  }
}
