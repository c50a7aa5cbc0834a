import { ProblemError } from '#contract/problems.ts'
import { orderSession } from './order-session.ts'
import type { QueryHandlersOf } from './query-handlers-of.ts'

export const sessionQueries: QueryHandlersOf<'sessions.list' | 'sessions.get' | 'tags.list'> = {
  'sessions.list'(store, { text, limit, cursor }) {
    const { sessions, total, next } = store.sessions.list({ text, limit, cursor }, Date.now())
    return { sessions, total, returned: sessions.length, next }
  },
  'sessions.get'(store, { sessionId, limit, cursor }) {
    const nowMs = Date.now()
    const session = store.sessions.find(sessionId, nowMs)
    if (session === undefined) throw new ProblemError({ code: 'session-not-found', sessionId })
    const { runs, elsewhere, next } = store.sessions.runsOf(sessionId, cursor, limit, nowMs)
    const ordered = orderSession(runs, elsewhere, sessionId)
    return { session, runs: ordered, total: session.runCount, returned: runs.length, next }
  },
  'tags.list'(store, { limit }) {
    const { tags, total } = store.labels.tags(limit)
    return { tags, total, returned: tags.length }
  },
}
