import type { SpanSummary } from '#contract/span.ts'
import { runGraph } from '../../insight/graph/run-graph.ts'
import { decodeSpanWire } from '../../otlp/decode-traces.ts'
import { decodeOrigin } from '../../otlp/origin-bytes.ts'
import type { StoreReader } from '../../store/open-store.ts'
import { readSpansAndSteps } from '../compare/read-recording.ts'
import { findRun } from './find.ts'
import type { QueryHandlersOf } from './query-handlers-of.ts'

/** Spans whose bytes are read again for the links that they hold. */
const LINKS_READ = 1000

export const graphQueries: QueryHandlersOf<'runs.graph'> = {
  'runs.graph'(store, { runId, level, open, limit }) {
    const { runKey, run } = findRun(store, runId)
    const { spans, steps } = readSpansAndSteps(store, runKey)
    const graph = runGraph(
      {
        run,
        spans,
        steps,
        links: readLinks(store, runKey, runId, spans.slice(0, LINKS_READ)),
        dispatched: store.dispatches.dispatchedBy(runKey),
        textOf: blockKey => store.blocks.byKey(blockKey, Number.MAX_SAFE_INTEGER)?.text ?? '',
      },
      { level, opened: new Set(open?.split(',')), limit },
    )
    return { ...graph, spansWithUnreadLinks: Math.max(0, spans.length - LINKS_READ) }
  },
}

function readLinks(store: StoreReader, runKey: number, runId: string, spans: readonly SpanSummary[]) {
  return spans.flatMap(({ spanId }) => {
    const found = store.spans.find(runKey, spanId)
    const raw = found && store.raw.ofSpan(found.spanKey)
    const links = raw ? (decodeSpanWire(raw.wire, decodeOrigin(raw.origin))?.links ?? []) : []
    return links.flatMap(link => (link.traceId === runId ? [{ spanId, toSpanId: link.spanId }] : []))
  })
}
