import { type LoggedSpan, readLoggedSpan, readLoggedTurn } from '../conventions/logged-span.ts'
import { makeSpan } from '../importers/make-span.ts'
import type { OtlpLog } from '../otlp/otlp-log.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import type { Extent } from '../store/log-turns.ts'

interface SpanPlace {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string | undefined
}

/** The span that nobody sent, as its log records tell it; undefined when they tell of no agent and no model. */
export function spanOfLogs(place: SpanPlace, logs: readonly OtlpLog[]): OtlpSpan | undefined {
  return toSpan(place, readLoggedSpan(logs), logs)
}

/** The span of a turn; without events of its own, `logs` is any record of the turn. */
export function turnOfLogs(place: SpanPlace, logs: readonly OtlpLog[], extent: Extent): OtlpSpan | undefined {
  return toSpan(place, readLoggedTurn(logs, extent), logs)
}

function toSpan(
  place: SpanPlace,
  told: LoggedSpan | undefined,
  logs: readonly OtlpLog[],
): OtlpSpan | undefined {
  const [first] = logs
  if (told === undefined || first === undefined) return undefined
  const { attributes, ...rest } = told
  return makeSpan({ ...place, ...rest, attributes: {}, others: attributes, origin: first.origin })
}
