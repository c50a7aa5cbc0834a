import type { OperationName, ParsedParamsOf, ResultOf } from '#contract/operations.ts'
import { ProblemError } from '#contract/problems.ts'
import type { StoreReader } from '../store/open-store.ts'
import { readSpanDetail } from './span-detail.ts'

/** Operations that only read: any thread with a read-only connection can answer them. */
export type QueryName =
  | 'runs.list'
  | 'runs.get'
  | 'spans.get'
  | 'calls.get'
  | 'blocks.get'
  | 'search'
  | 'metrics.list'
  | 'settings.get'

type QueryHandlers = {
  readonly [Name in QueryName]: (store: StoreReader, params: ParsedParamsOf<Name>) => ResultOf<Name>
}

export const queryHandlers: QueryHandlers = {
  'runs.list'(store, { text, status, limit, cursor }) {
    const { runs, total, next } = store.runs.list({ text, status, limit, cursor }, Date.now())
    return { runs: [...runs], total, returned: runs.length, next }
  },
  'runs.get'(store, { runId, limit }) {
    const { runKey, run } = findRun(store, runId)
    const spans = store.spans.ofRun(runKey, limit)
    return { run, spans, total: run.spanCount, ledger: store.spans.ledgerOf(runKey) }
  },
  'spans.get'(store, { runId, spanId }) {
    const found = findSpan(store, runId, spanId)
    return readSpanDetail(store, found.run, found.span)
  },
  'calls.get'(store, { runId, spanId, blockLimit }) {
    const { runKey, span } = findSpan(store, runId, spanId)
    const call = store.calls.ofSpan(span.spanKey, runKey, { runId, spanId }, blockLimit)
    if (call === undefined) throw new ProblemError({ code: 'call-not-found', runId, spanId })
    return call
  },
  'blocks.get'(store, { blockId }) {
    const block = store.blocks.byId(blockId)
    if (block === undefined) throw new ProblemError({ code: 'block-not-found', blockId })
    return block
  },
  search: (store, { text, limit, cursor }) => store.search.search(text, limit, cursor),
  'metrics.list'(store, { limit }) {
    const { series, total } = store.metrics.list(limit)
    return { series, total, returned: series.length }
  },
  'settings.get': store => store.settings(),
}

export function isQuery(name: OperationName): name is QueryName {
  return name in queryHandlers
}

export function answerQuery<Name extends QueryName>(
  store: StoreReader,
  name: Name,
  params: ParsedParamsOf<Name>,
): ResultOf<Name> {
  return queryHandlers[name](store, params)
}

function findRun(store: StoreReader, runId: string) {
  const found = store.runs.find(runId, Date.now())
  if (found === undefined) throw new ProblemError({ code: 'run-not-found', runId })
  return found
}

function findSpan(store: StoreReader, runId: string, spanId: string) {
  const { runKey, run } = findRun(store, runId)
  const span = store.spans.find(runKey, spanId)
  if (span === undefined) throw new ProblemError({ code: 'span-not-found', runId, spanId })
  return { runKey, run, span }
}
