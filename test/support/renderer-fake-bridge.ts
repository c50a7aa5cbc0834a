import type { Bridge } from '#contract/bridge.ts'
import type { EngineEvent } from '#contract/events.ts'
import type { OperationName, ParamsOf, ResultOf } from '#contract/operations.ts'
import type { Problem, Reply } from '#contract/problems.ts'
import { Settings } from '#contract/settings.ts'
import type { UserPrice } from '../../src-main/contract/price.ts'
import { aSource } from './a-source.ts'
import { comparedBlock, comparisonAnswers } from './comparison-answers.ts'
import { costSummary } from './cost-answers.ts'
import { redactionAnswers } from './redaction-answers.ts'
import { addAgentRun } from './renderer-agent-run.ts'
import { aCall, aSpanDetail } from './renderer-data.ts'
import { contextOf, toolsOf } from './renderer-fake-context.ts'
import { graphOf } from './renderer-fake-graph.ts'
import { importers, watchers } from './renderer-fake-imports.ts'
import { runAnswers } from './renderer-fake-runs.ts'
import { dispatchedBy, label, sessionReaders } from './renderer-fake-sessions.ts'
import type { World } from './renderer-worlds.ts'
import { replayAnswers } from './replay-answers.ts'

export interface FakeBridge extends Bridge {
  /** Changes the world and announces it. */
  announce(event: EngineEvent): void
}

export type Answers = {
  readonly [Name in OperationName]: (params: ParamsOf<Name>) => ResultOf<Name> | Problem
}

/** An engine for the window's own tests: answers from a world in memory, and announces what is asked of it. */
export function createFakeBridge(world: World): FakeBridge {
  const listeners = new Set<(event: EngineEvent) => void>()
  const announce = (event: EngineEvent) => {
    for (const listener of listeners) listener(event)
  }
  const answers = { ...readers(world), ...writers(world, announce) }
  return {
    async call(name, params) {
      await new Promise(resolve => setTimeout(resolve, 1))
      const answer = answers[name](params as never)
      const isProblem = typeof answer === 'object' && answer !== null && 'code' in answer
      // The table above pairs each name with the result of that name.
      return (
        isProblem ? { ok: false, problem: answer } : { ok: true, value: structuredClone(answer) }
      ) as Reply<never>
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onMenu: () => () => {},
    pathOf: () => null,
    openExternal: () => {},
    announce,
  }
}

type Reads =
  | 'sessions.list'
  | 'sessions.get'
  | 'tags.list'
  | 'status'
  | 'runs.get'
  | 'spans.get'
  | 'calls.get'
  | 'blocks.get'
  | 'search'

function readers(world: World): Pick<Answers, Reads> {
  return {
    status: () => world.status,
    'runs.get': ({ runId, limit = 10_000 }) => {
      const run = world.runs.find(each => each.runId === runId)
      if (run === undefined) return { code: 'run-not-found', runId }
      const spans = world.spans.get(runId) ?? []
      return {
        run,
        spans: spans.slice(0, Number(limit)),
        total: spans.length,
        ledger: world.ledgers.get(runId) ?? [],
        spanLabels: world.spanLabels.get(runId) ?? [],
        dispatched: dispatchedBy(world, runId),
      }
    },
    'spans.get': ({ runId, spanId }) => {
      const span = world.spans.get(runId)?.find(each => each.spanId === spanId)
      if (span === undefined) return { code: 'span-not-found', runId, spanId }
      return world.details.get(spanId) ?? aSpanDetail(span)
    },
    'calls.get': ({ runId, spanId }) => world.calls.get(spanId) ?? aCall({ runId, spanId }),
    'blocks.get': ({ blockId }) => {
      const blocks = [...world.calls.values()].flatMap(call => call.blocks.map(each => each.block))
      return (
        world.blocks.get(blockId) ??
        blocks.find(block => block.blockId === blockId) ??
        comparedBlock(blockId) ?? { code: 'block-not-found', blockId }
      )
    },
    search: ({ text }) => search(world, text),
    ...sessionReaders(world),
  }
}

function search(world: World, text: string): ResultOf<'search'> {
  const seen = new Set<string>()
  const hits = [...world.calls.values()].flatMap(call =>
    call.blocks.flatMap(({ block, role }) => {
      const at = block.text.toLowerCase().indexOf(text.toLowerCase())
      if (at === -1 || seen.has(block.text)) return []
      seen.add(block.text)
      return [
        {
          runId: call.runId,
          runName: 'fix the failing build',
          spanId: call.spanId,
          spanName: 'chat claude-sonnet-4-5',
          blockId: block.blockId,
          kind: block.kind,
          role,
          carriedBy: 3,
          snippet: {
            before: block.text.slice(Math.max(0, at - 80), at),
            match: block.text.slice(at, at + text.length),
            after: block.text.slice(at + text.length, at + 160),
          },
        },
      ]
    }),
  )
  return { hits, returned: hits.length, next: null, waiting: 0, hint: null }
}

function prices(world: World, announce: (event: EngineEvent) => void) {
  let own: UserPrice[] = []
  const none = { sum: { confidence: 'exact' as const, value: 0 }, missing: 0 }
  return {
    'costs.summary': ({ groupBy = 'day' }) => costSummary(groupBy, world.runs.length === 0),
    'prices.list': () => ({
      prices: own,
      issues: [],
      file: '/data/prices.json',
      list: { name: 'the list', date: '2026-09-23' },
    }),
    'prices.missing': () => ({
      models: [
        {
          provider: 'acme',
          model: 'acme-1',
          calls: 3,
          inputTokens: { sum: { confidence: 'exact', value: 12_000 }, missing: 0 },
          outputTokens: { sum: { confidence: 'exact', value: 900 }, missing: 0 },
          reportedCost: { sum: { confidence: 'unknown' }, missing: 3 },
          firstSeenAt: 1_780_000_000_000,
          lastSeenAt: 1_780_000_900_000,
        },
      ],
      total: 1,
      returned: 1,
    }),
    'prices.set': price => {
      const nothingElse = {
        provider: null,
        validFrom: null,
        cacheRead: null,
        cacheWrite5m: null,
        cacheWrite1h: null,
        reasoning: null,
        audioInput: null,
        audioOutput: null,
        note: null,
      }
      // The page always tells a price or leaves its field out.
      own = [...own, { ...nothingElse, ...price } as UserPrice]
      announce({ type: 'settings-changed' })
      return { prices: own }
    },
    'prices.remove': ({ model }) => {
      own = own.filter(price => price.model !== model)
      announce({ type: 'settings-changed' })
      return { removed: true }
    },
    'prices.reprice': () => ({ calls: 3, changed: 0, before: none, after: none, dryRun: false }),
  } satisfies Partial<Answers>
}

function writers(world: World, announce: (event: EngineEvent) => void): Omit<Answers, Reads> {
  let settings = Settings.parse({})
  return {
    'runs.delete': ({ runId }) => {
      world.runs = world.runs.filter(run => run.runId !== runId)
      announce({ type: 'run-deleted', runId })
      return { deletedSpans: 22, deletedBlocks: 41 }
    },
    'runs.label': change => {
      const labels = label(world, change)
      announce({ type: 'run-changed', runId: change.runId })
      return labels
    },
    'metrics.list': () => ({ series: [], total: 0, returned: 0 }),
    ...importers(world, announce),
    ...watchers(announce),
    ...prices(world, announce),
    'samples.load': () => {
      addAgentRun(world, Date.now())
      const runId = world.runs[0]?.runId ?? ''
      announce({ type: 'run-changed', runId })
      return { runId }
    },
    'sources.list': () => ({ sources: [aSource()], total: 1, returned: 1 }),
    'notices.dismiss': ({ noticeId }) => {
      const { store } = world.status
      const notices = store.notices.filter(notice => notice.noticeId !== Number(noticeId))
      world.status = { ...world.status, store: { ...store, notices } }
      announce({ type: 'status-changed' })
      return { dismissed: true }
    },
    'store.rescue': ({ name }) => ({ name, spans: 20, unreadable: 1, runs: 3 }),
    'receivers.move': ({ receiver, port }) => {
      const receivers = world.status.receivers.map(each =>
        each.name === receiver
          ? { ...each, port: Number(port), listening: { state: 'listening' } as const }
          : each,
      )
      world.status = { ...world.status, receivers }
      announce({ type: 'status-changed' })
      return receivers.find(each => each.name === receiver) ?? { code: 'refused', reason: 'no such receiver' }
    },
    ...comparisonAnswers,
    ...runAnswers(world, announce),
    'runs.context': ({ runId }) => contextOf(world, runId),
    'runs.graph': params => graphOf(world, params),
    'calls.tools': ({ runId, spanId }) => toolsOf(world, runId, spanId),
    ...redactionAnswers,
    ...replayAnswers,
    'settings.get': () => settings,
    'settings.set': change => {
      settings = Object.assign({}, settings, change)
      announce({ type: 'settings-changed' })
      return settings
    },
  }
}
