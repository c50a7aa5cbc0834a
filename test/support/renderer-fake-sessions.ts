import type { Total } from '#contract/figure.ts'
import type { Labels } from '#contract/label.ts'
import type { ParamsOf, ResultOf } from '#contract/operations.ts'
import type { Problem } from '#contract/problems.ts'
import type { DispatchedRun, RunSummary } from '#contract/run.ts'
import type { SessionSummary } from '#contract/session.ts'
import { orderSession } from '../../src-main/engine/queries/order-session.ts'
import type { World } from './renderer-worlds.ts'

const NO_LABELS: Labels = { starred: false, note: null, tags: [], recordedTags: [] }

export function sessionReaders(world: World) {
  return {
    'sessions.list': ({ text = '', limit = 100 }: ParamsOf<'sessions.list'>): ResultOf<'sessions.list'> => {
      const found = sessionsOf(world).filter(each =>
        JSON.stringify(each).toLowerCase().includes(text.toLowerCase()),
      )
      const sessions = found.slice(0, Number(limit))
      const next = sessions.length < found.length ? `1-${sessions.length}` : null
      return { sessions, total: found.length, returned: sessions.length, next }
    },
    'sessions.get': ({
      sessionId,
      limit = 200,
    }: ParamsOf<'sessions.get'>): ResultOf<'sessions.get'> | Problem => {
      const session = sessionsOf(world).find(each => each.sessionId === sessionId)
      if (session === undefined) return { code: 'session-not-found', sessionId }
      const all = world.runs.filter(run => run.sessionId === sessionId)
      const known = new Set(all.map(run => run.runId))
      const elsewhere = world.runs.filter(
        run => run.sessionId !== sessionId && known.has(run.parent?.runId ?? ''),
      )
      const shown = all.slice(0, Number(limit))
      const runs = orderSession(shown, elsewhere, sessionId)
      const next = shown.length < all.length ? `1-${shown.length}` : null
      return { session, runs, total: all.length, returned: shown.length, next }
    },
    'tags.list': (): ResultOf<'tags.list'> => {
      const tags = [...new Set(world.runs.flatMap(run => run.tags))].map(tag => ({ tag, runs: 1 }))
      return { tags, total: tags.length, returned: tags.length }
    },
  }
}

export function dispatchedBy(world: World, runId: string): DispatchedRun[] {
  return world.runs.flatMap(({ runId: childId, name, status, parent }) =>
    parent?.runId === runId
      ? [{ runId: childId, name, status, spanId: parent.spanId, reason: parent.reason }]
      : [],
  )
}

export function label(world: World, change: ParamsOf<'runs.label'>): Labels | Problem {
  const { runId, spanId } = change
  const run = world.runs.find(each => each.runId === runId)
  if (run === undefined) return { code: 'run-not-found', runId }
  const ofSpans = world.spanLabels.get(runId) ?? []
  const before = spanId === undefined ? run : (ofSpans.find(each => each.spanId === spanId) ?? NO_LABELS)
  const labels: Labels = {
    starred: change.star ?? before.starred,
    note: change.note === undefined ? before.note : change.note || null,
    tags: [
      ...new Set(
        [...before.tags, ...(change.addTags ?? [])].filter(tag => !change.removeTags?.includes(tag)),
      ),
    ],
    recordedTags: before.recordedTags,
  }
  if (spanId === undefined)
    world.runs = world.runs.map(each => (each.runId === runId ? { ...each, ...labels } : each))
  else {
    const others = ofSpans.filter(each => each.spanId !== spanId)
    world.spanLabels.set(runId, [...others, { spanId, ...labels }])
  }
  return labels
}

function sessionsOf(world: World): SessionSummary[] {
  const bySession = Map.groupBy(world.runs, run => run.sessionId)
  return [...bySession]
    .flatMap(([sessionId, runs]) => (sessionId === null ? [] : [toSession(sessionId, runs)]))
    .sort((a, b) => Number(BigInt(b.latestRunAt) - BigInt(a.latestRunAt)))
}

function toSession(sessionId: string, runs: readonly RunSummary[]): SessionSummary {
  const ordered = runs.toSorted((a, b) => Number(BigInt(a.startedAt) - BigInt(b.startedAt)))
  const [first] = ordered
  if (first === undefined) throw new Error('A session without runs')
  const sum = (read: (run: RunSummary) => number) => runs.reduce((total, run) => total + read(run), 0)
  const startNs = BigInt(first.startedAt)
  const ends = runs.map(run => Number(BigInt(run.startedAt) - startNs) + (run.durationNs ?? 0))
  return {
    sessionId,
    name: first.name,
    serviceName: first.serviceName,
    agentName: first.agentName,
    source: first.sessionSource,
    state: 'closed',
    startedAt: first.startedAt,
    latestRunAt: ordered.at(-1)?.startedAt ?? first.startedAt,
    durationNs: Math.max(...ends),
    runCount: runs.length,
    failedRunCount: runs.filter(run => run.errorCount > 0).length,
    spanCount: sum(run => run.spanCount),
    callCount: sum(run => run.callCount),
    toolCount: sum(run => run.toolCount),
    errorCount: sum(run => run.errorCount),
    models: [...new Set(runs.flatMap(run => run.models))],
    inputTokens: addUp(runs.map(run => run.inputTokens)),
    outputTokens: addUp(runs.map(run => run.outputTokens)),
    cacheReadTokens: addUp(runs.map(run => run.cacheReadTokens)),
    cost: addUp(runs.map(run => run.cost)),
    lastReceivedAt: Math.max(...runs.map(run => run.lastReceivedAt)),
  }
}

function addUp(totals: readonly Total[]): Total {
  const missing = totals.reduce((count, total) => count + total.missing, 0)
  const known = totals.flatMap(({ sum }) => (sum.confidence === 'unknown' ? [] : [sum]))
  if (known.length === 0) return { sum: { confidence: 'unknown' }, missing }
  const value = known.reduce((sum, each) => sum + each.value, 0)
  return {
    sum: { confidence: known.some(each => each.confidence === 'estimated') ? 'estimated' : 'derived', value },
    missing,
  }
}
