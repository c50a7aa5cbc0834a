import type { Usage } from '#contract/call.ts'
import type { Figure } from '#contract/figure.ts'
import type { Withheld } from '#contract/redaction.ts'
import type { SpanKind, Status } from '#contract/span.ts'
import { impliedParent } from '../conventions/implied-parent.ts'
import { interpretSpan } from '../conventions/index.ts'
import type { CallMeaning, ToolMeaning } from '../conventions/meaning.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import { countedCost, type ReportedCost } from '../pricing/counted-cost.ts'
import { priceCall } from '../pricing/price-call.ts'
import { usageVector } from '../pricing/usage-vector.ts'
import { noUserPrices, type UserPrices } from '../pricing/user-prices.ts'
import { readNotes } from '../redaction/withheld-note.ts'
import type { BlockRecord, CallRecord, SpanRecord, ToolRecord } from '../store/records.ts'
import { callItems } from './call-items.ts'
import { originBytes, serviceNameOf } from './origin.ts'
import { withoutContent } from './without-content.ts'

const NANO_DOLLARS = 1e9
const NANOSECONDS_PER_MILLISECOND = 1_000_000n

/** The last whole second that SQLite's integers reach; what is left of it takes up the rounding of offsets. */
const MAX_UNIX_NANO = 9_223_372_036_000_000_000n

export const PAST_ALL_TIMES = 'its time is past the year 2262'

export function isStorableTime(unixNano: bigint): boolean {
  return unixNano <= MAX_UNIX_NANO
}

/** The one thing a well-formed span can say that no row can hold: a time past the year 2262. */
export function whyNotStorable({ startUnixNano, endUnixNano = 0n }: OtlpSpan): string | undefined {
  return isStorableTime(startUnixNano) && isStorableTime(endUnixNano) ? undefined : PAST_ALL_TIMES
}

/** Reads what a span means and prices it: everything the store needs to know about it. */
export function toRecord(sent: OtlpSpan, receivedMs: number, prices: UserPrices = noUserPrices): SpanRecord {
  const span = withStart(sent, receivedMs)
  const meaning = interpretSpan(span)
  const record: SpanRecord = {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId ?? impliedParent(span),
    name: span.name,
    kind: meaning.kind,
    status: statusOf(span),
    startUnixNano: span.startUnixNano,
    endUnixNano: span.endUnixNano,
    serviceName: serviceNameOf(span.origin),
    session: meaning.session,
    userId: meaning.userId ?? null,
    agentName: meaning.agentName ?? null,
    toolName: meaning.tool?.toolName ?? null,
    errorMessage:
      span.statusCode === 'error' ? span.statusMessage || (meaning.error ?? null) : (meaning.error ?? null),
    convention: meaning.convention === 'none' ? null : meaning.convention,
    call: meaning.call && toCall(meaning.call, meaning.kind, span, prices),
    tool: meaning.tool && toTool(meaning.tool),
    dispatch: meaning.dispatch,
    tags: meaning.tags,
    raw: { wire: span.wire, longValues: span.longValues, origin: originBytes(span.origin) },
    withheld: withheldFrom(span),
    dropped: span.dropped,
  }
  return record.withheld?.captureMode === 'minimal' ? withoutContent(record) : record
}

/** Its events may have come as log records, with notes of their own. */
function withheldFrom({ attributes, events }: OtlpSpan): Withheld | undefined {
  return readNotes([attributes, ...events.map(event => event.attributes)])
}

/** A span without a start would make its run begin in 1970. What was sent stays in the raw span. */
function withStart(span: OtlpSpan, receivedMs: number): OtlpSpan {
  if (span.startUnixNano > 0n) return span
  const receivedNs = BigInt(receivedMs) * NANOSECONDS_PER_MILLISECOND
  return { ...span, startUnixNano: span.endUnixNano ?? receivedNs }
}

function statusOf({ statusCode, endUnixNano }: OtlpSpan): Status {
  if (statusCode === 'error') return 'error'
  return endUnixNano === undefined ? 'running' : 'ok'
}

function toCall(call: CallMeaning, kind: SpanKind, span: OtlpSpan, prices: UserPrices): CallRecord {
  const model = call.responseModel ?? call.requestModel
  const usage = withoutOutput(usageVector(call.usage, call.provider), kind)
  const atUnixMs = Number(span.startUnixNano / NANOSECONDS_PER_MILLISECOND)
  const price = priceCall({ provider: call.provider, model, usage, kind, atUnixMs }, prices)
  const reported = reportedCost(call)
  const counted = countedCost(price.cost, reported)
  return {
    provider: call.provider ?? null,
    requestModel: call.requestModel ?? null,
    responseModel: call.responseModel ?? null,
    cost: counted.cost,
    isReported: counted.isReported,
    priceSource: price.source,
    items: callItems(call),
    details: {
      operation: call.operation ?? null,
      responseId: call.responseId ?? null,
      parameters: call.parameters,
      finishReasons: call.finishReasons,
      timeToFirstTokenNs: call.timeToFirstTokenNs ?? null,
      usage,
      costBasis: price.basis,
      reportedCost: reported.cost,
      isCostBilled: reported.isBilled,
    },
  }
}

/** OpenRouter's own telemetry tells what it charged; others work a cost out. */
function reportedCost({ reportedCostUsd, isCostBilled, provider }: CallMeaning): ReportedCost {
  if (reportedCostUsd === undefined) return { cost: { confidence: 'unknown' }, isBilled: false }
  return {
    cost: { confidence: 'exact', value: Math.round(reportedCostUsd * NANO_DOLLARS) },
    isBilled: isCostBilled ?? provider === 'openrouter',
  }
}

/** An embedding answers with numbers, not with tokens: none is what it is, not what is missing. */
function withoutOutput(usage: Usage, kind: SpanKind): Usage {
  if (kind !== 'embedding' || usage.output.confidence !== 'unknown') return usage
  const none: Figure = { confidence: 'derived', value: 0 }
  return { ...usage, output: none, buckets: { ...usage.buckets, textOutput: none } }
}

function toTool(tool: ToolMeaning): ToolRecord {
  const block = (kind: BlockRecord['kind'], text: string | undefined): BlockRecord | null =>
    text === undefined ? null : { kind, text }
  return {
    toolName: tool.toolName,
    toolCallId: tool.toolCallId ?? null,
    arguments: block('tool-call', tool.arguments),
    result: block('tool-result', tool.result),
  }
}
