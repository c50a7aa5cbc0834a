import { createBoundedMap } from './bounded-map.ts'
import type { WritableDatabase } from './database.ts'
import type { SessionRecord } from './records.ts'

const REMEMBERED_RUNS = 4096
/** What 'session_source' says of a run that names no session itself. */
export const FROM_PARENT = 'parent run'

interface Membership {
  readonly sessionId: string | null
  readonly source: string | null
}

/** Decides which session a run belongs to: the surest that its spans name, else that of its dispatcher. */
export function createSessionWriter(db: WritableDatabase) {
  const addSession = db.prepare(/* sql */ `
    insert into run_sessions (run_key, session_id, source, rank, position)
    values (@runKey, @sessionId, @key, @rank,
      iif(@isRoot, -1, (select count(*) from run_sessions where run_key = @runKey)))
    on conflict do update set rank = excluded.rank, source = excluded.source,
      position = min(position, excluded.position)
    where excluded.rank < rank or (excluded.rank = rank and excluded.position < position)
  `)
  const selectOwn = db.prepare<[number], Membership>(/* sql */ `
    select session_id as sessionId, source from run_sessions where run_key = ? order by rank, position limit 1
  `)
  const selectOfParent = db.prepare<[number], Membership>(/* sql */ `
    select parent.session_id as sessionId, '${FROM_PARENT}' as source
    from runs join runs as parent on parent.run_key = runs.dispatcher_key
    where runs.run_key = ? and parent.session_id is not null and runs.dispatch_reason <> 'replay'
  `)
  const join = db.prepare(/* sql */ `
    update runs set session_id = @sessionId, session_source = @source where run_key = @runKey
      and (session_id is not @sessionId or session_source is not @source)
  `)
  const selectChildren = db
    .prepare<[number], number>('select run_key from runs where dispatcher_key = ?')
    .pluck()
  const named = createBoundedMap<number, string>(REMEMBERED_RUNS)

  function settle(runKey: number): void {
    const membership = selectOwn.get(runKey) ?? selectOfParent.get(runKey)
    const { changes } = join.run({
      runKey,
      sessionId: membership?.sessionId ?? null,
      source: membership?.source ?? null,
    })
    if (changes === 1) for (const childKey of selectChildren.all(runKey)) settle(childKey)
  }

  return {
    settle,
    /**
     * Takes over the session a span names, and tells whether it is news. Of equally sure ones that of the root
     * counts, else the first that came.
     */
    name(runKey: number, session: SessionRecord, isRoot: boolean): boolean {
      const fact = `${session.rank} ${isRoot} ${session.sessionId}`
      if (named.get(runKey) === fact) return false
      named.set(runKey, fact)
      const { sessionId, key, rank } = session
      const isNews = addSession.run({ runKey, sessionId, key, rank, isRoot: Number(isRoot) }).changes === 1
      if (isNews) settle(runKey)
      return isNews
    },
    forget: () => named.clear(),
  }
}
