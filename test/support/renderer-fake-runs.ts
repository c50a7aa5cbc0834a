import type { EngineEvent } from '#contract/events.ts'
import type { Figure } from '#contract/figure.ts'
import { runFields } from '#contract/filter/field.ts'
import type { Term } from '#contract/filter/filter.ts'
import { parseFilter } from '#contract/filter/parse-filter.ts'
import type { RunSummary } from '#contract/run.ts'
import type { RunOrder } from '#contract/run-order.ts'
import type { Answers } from './renderer-fake-bridge.ts'
import type { World } from './renderer-worlds.ts'

/** Lists, counts, hides and brings back runs as the engine does. */
export function runAnswers(world: World, announce: (event: EngineEvent) => void) {
  const discarded = new Map<string, RunSummary>()
  return {
    'runs.list': ({
      filter = '',
      text = '',
      status,
      order = 'started',
      direction = 'descending',
      limit = 100,
      cursor,
    }) => {
      const { terms, problems } = parseFilter(filter, runFields, Date.now())
      if (problems.length > 0) return { code: 'bad-request', issues: problems.map(({ message }) => message) }
      const wanted = String(text).toLowerCase()
      const found = chosenRuns(world, terms).filter(
        run =>
          (status === undefined || run.status === status) &&
          (wanted === '' || JSON.stringify(run).toLowerCase().includes(wanted)),
      )
      // The world holds its runs newest first.
      if (order !== 'started')
        found.sort((left, right) => compare(orderValueOf(left, order), orderValueOf(right, order)))
      if (order !== 'started' ? direction === 'descending' : direction === 'ascending') found.reverse()
      const from = Number(cursor ?? 0)
      const runs = found.slice(from, from + Number(limit))
      const end = from + runs.length
      return { runs, total: found.length, returned: runs.length, next: end < found.length ? `${end}` : null }
    },
    'runs.facets': ({ filter = '' }) => {
      const runs = chosenRuns(world, parseFilter(filter, runFields, Date.now()).terms)
      return {
        status: count(runs.map(run => [run.status])),
        model: count(runs.map(run => run.models)),
        agent: count(runs.map(run => (run.agentName === null ? [] : [run.agentName]))),
        service: count(runs.map(run => (run.serviceName === null ? [] : [run.serviceName]))),
        tag: count(runs.map(run => [...run.tags, ...run.recordedTags])),
      }
    },
    'runs.discard': ({ runIds }) => {
      const gone = world.runs.filter(run => runIds.includes(run.runId))
      world.runs = world.runs.filter(run => !runIds.includes(run.runId))
      for (const run of gone) {
        discarded.set(run.runId, run)
        announce({ type: 'run-deleted', runId: run.runId })
      }
      return { runIds: gone.map(run => run.runId), deletesAt: Date.now() + 12_000 }
    },
    'runs.restore': ({ runIds }) => {
      const back = runIds.flatMap(runId => discarded.get(runId) ?? [])
      world.runs = [...back, ...world.runs].sort(
        (left, right) => Number(right.startedAt) - Number(left.startedAt),
      )
      for (const { runId } of back) announce({ type: 'run-changed', runId })
      return { runIds: back.map(run => run.runId) }
    },
  } satisfies Partial<Answers>
}

function chosenRuns(world: World, terms: readonly Term[]): RunSummary[] {
  return world.runs.filter(run => terms.every(term => meets(run, term) !== term.isNegated))
}

function meets(run: RunSummary, term: Term): boolean {
  switch (term.kind) {
    case 'words':
      return JSON.stringify(run).toLowerCase().includes(term.text.toLowerCase())
    case 'texts':
      return term.values.some(value =>
        textsOf(run, term.field).some(text =>
          term.isExact ? text === value : text.toLowerCase().includes(value.toLowerCase()),
        ),
      )
    case 'range': {
      const value = numberOf(run, term.field)
      const { from, to, includesFrom, includesTo } = term.range
      if (value === undefined) return false
      return (
        (from === null || value > from || (includesFrom && value === from)) &&
        (to === null || value < to || (includesTo && value === to))
      )
    }
    case 'unknown':
      return numberOf(run, term.field) === undefined
  }
}

function textsOf(run: RunSummary, field: string): readonly string[] {
  const texts: Readonly<Record<string, readonly (string | null)[]>> = {
    status: [run.status],
    is: [run.starred ? 'starred' : null, run.note === null ? null : 'noted'],
    name: [run.name],
    model: run.models,
    agent: [run.agentName],
    service: [run.serviceName],
    tag: [...run.tags, ...run.recordedTags],
    session: [run.sessionId],
    id: [run.runId],
  }
  return (texts[field] ?? []).filter(text => text !== null)
}

function numberOf(run: RunSummary, field: string): number | undefined {
  const known = (figure: Figure) => (figure.confidence === 'unknown' ? undefined : figure.value)
  const numbers: Readonly<Record<string, number | undefined>> = {
    cost: known(run.cost.sum),
    in: known(run.inputTokens.sum),
    out: known(run.outputTokens.sum),
    cached: known(run.cacheReadTokens.sum),
    calls: run.callCount,
    tools: run.toolCount,
    errors: run.errorCount,
    spans: run.spanCount,
    duration: run.durationNs ?? undefined,
    started: Number(BigInt(run.startedAt) / 1_000_000n),
  }
  return numbers[field]
}

function orderValueOf(run: RunSummary, order: RunOrder): number | string {
  switch (order) {
    case 'star':
      return Number(run.starred)
    case 'name':
    case 'status':
    case 'agent':
    case 'session':
      return textsOf(run, order)[0] ?? ''
    case 'models':
      return run.models[0] ?? ''
    case 'tags':
      return textsOf(run, 'tag')[0] ?? ''
    default:
      return numberOf(run, order) ?? -1
  }
}

function compare(left: number | string, right: number | string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

function count(lists: readonly (readonly string[])[]) {
  const counts = new Map<string, number>()
  for (const value of lists.flat()) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].map(([value, runs]) => ({ value, runs })).sort((left, right) => right.runs - left.runs)
}
