import type { RunSummary } from '#contract/run.ts'
import type { SpanDetail } from '#contract/span.ts'
import { attributesToJson } from '../otlp/attributes-to-json.ts'
import { decodeSpanWire } from '../otlp/decode-traces.ts'
import { decodeOrigin } from '../otlp/origin-bytes.ts'
import type { StoreReader } from '../store/open-store.ts'
import { readLogs } from './span-logs.ts'

type FoundSpan = NonNullable<ReturnType<StoreReader['spans']['find']>>

/** Puts together what was understood of a span with everything that arrived. */
export function readSpanDetail(store: StoreReader, run: RunSummary, found: FoundSpan): SpanDetail {
  const textOf = (blockKey: number) => store.blocks.byKey(blockKey, Number.MAX_SAFE_INTEGER)?.text
  return {
    span: found.span,
    convention: found.convention,
    hasCall: found.hasCall,
    tool: store.spans.toolOf(found.spanKey, textOf),
    withheld: store.withheld.ofSpan(found.spanKey),
    ...readRaw(store, run, found.spanKey),
    ...readLogs(store, run, found.span.spanId),
  }
}

function readRaw(store: StoreReader, run: RunSummary, spanKey: number) {
  const raw = store.raw.ofSpan(spanKey)
  const origin = raw && decodeOrigin(raw.origin)
  const span = raw && origin && decodeSpanWire(raw.wire, origin)
  const runStartNs = BigInt(run.startedAt)
  return {
    attributes: span ? attributesToJson(span.attributes) : [],
    events: (span?.events ?? []).map(event => ({
      name: event.name,
      atNs: Number(event.timeUnixNano - runStartNs),
      attributes: attributesToJson(event.attributes),
    })),
    links: (span?.links ?? []).map(link => ({ ...link, attributes: attributesToJson(link.attributes) })),
    resource: origin ? attributesToJson(origin.resource) : [],
    scope: { name: origin?.scopeName ?? '', version: origin?.scopeVersion ?? '' },
  }
}
