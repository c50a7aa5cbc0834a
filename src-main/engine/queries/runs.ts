import { runFields } from '#contract/filter/field.ts'
import { ProblemError } from '#contract/problems.ts'
import { costDifference } from '../../pricing/cost-difference.ts'
import { readSpanDetail } from '../span-detail.ts'
import { findRun, findSpan } from './find.ts'
import type { QueryHandlersOf } from './query-handlers-of.ts'
import { readFilter } from './read-filter.ts'

type RunQueryName =
  | 'runs.list'
  | 'runs.facets'
  | 'runs.get'
  | 'spans.get'
  | 'calls.get'
  | 'blocks.get'
  | 'search'

export const runQueries: QueryHandlersOf<RunQueryName> = {
  'runs.list'(store, { filter, ...question }) {
    const nowMs = Date.now()
    const terms = readFilter(filter, runFields, nowMs)
    const { runs, total, next } = store.runs.list({ ...question, terms }, nowMs)
    return { runs: [...runs], total, returned: runs.length, next }
  },
  'runs.facets'(store, { filter, limit }) {
    const nowMs = Date.now()
    return store.runs.facets({ terms: readFilter(filter, runFields, nowMs) }, limit, nowMs)
  },
  'runs.get'(store, { runId, limit }) {
    const { runKey, run } = findRun(store, runId)
    const spans = store.spans.ofRun(runKey, limit)
    return {
      run,
      spans,
      total: run.spanCount,
      ledger: [
        ...store.spans.ledgerOf(runKey),
        ...store.withheld.ledgerOf(runKey),
        ...store.dispatches.otherSessions(runKey),
      ],
      spanLabels: store.labels.ofSpans(runKey),
      dispatched: store.dispatches.dispatchedBy(runKey),
    }
  },
  'spans.get'(store, { runId, spanId }) {
    const found = findSpan(store, runId, spanId)
    return readSpanDetail(store, found.run, found.span)
  },
  'calls.get'(store, { runId, spanId, blockLimit }) {
    const { runKey, span } = findSpan(store, runId, spanId)
    const call = store.calls.ofSpan(span.spanKey, runKey, { runId, spanId }, blockLimit)
    if (call === undefined) throw new ProblemError({ code: 'call-not-found', runId, spanId })
    return { ...call, costDifference: costDifference(call.cost, call.reportedCost) }
  },
  'blocks.get'(store, { blockId }) {
    const block = store.blocks.byId(blockId)
    if (block === undefined) throw new ProblemError({ code: 'block-not-found', blockId })
    return block
  },
  search: (store, { text, limit, cursor }) => store.search.search(text, limit, cursor),
}
