import type { Confidence } from '#contract/figure.ts'
import type { SpanKind, SpanSummary, Status } from '#contract/span.ts'
import type { ReadableDatabase } from './database.ts'
import { toFigure } from './figures.ts'

type SpanRow = readonly [
  spanKey: number,
  spanId: string,
  parentSpanId: string | null,
  kind: SpanKind,
  name: string,
  status: Status,
  startNs: number,
  durationNs: number | null,
  agentName: string | null,
  toolName: string | null,
  model: string | null,
  errorMessage: string | null,
]

type CallRow = readonly [
  spanKey: number,
  inputTokens: number | null,
  inputConfidence: Confidence,
  outputTokens: number | null,
  outputConfidence: Confidence,
  costNano: number | null,
  costConfidence: Confidence,
]

/**
 * All spans of a run in the order of their starts. Rows as arrays, joined and sorted here: for tens of
 * thousands of them SQLite's sorter and an object for each row take most of the time.
 */
export function createWholeRun(db: ReadableDatabase): (runKey: number) => SpanSummary[] {
  const offset = db.prepare<[number], number>('select start_ns - base_ns from runs where run_key = ?').pluck()
  const spans = db
    .prepare<[number], SpanRow>(/* sql */ `
      select span_key, lower(hex(span_id)), iif(parent_span_id is null, null, lower(hex(parent_span_id))),
        kind, name, status, start_ns, duration_ns, agent_name, tool_name, model, error_message
      from spans where run_key = ?
    `)
    .raw()
  const calls = db
    .prepare<[number], CallRow>(/* sql */ `
      select span_key, input_tokens, input_confidence, output_tokens, output_confidence, cost_nano, cost_confidence
      from calls where run_key = ?
    `)
    .raw()
  return runKey => {
    const offsetNs = offset.get(runKey) ?? 0
    const callOf = new Map(calls.all(runKey).map(call => [call[0], call]))
    return spans
      .all(runKey)
      .sort((left, right) => left[6] - right[6] || left[0] - right[0])
      .map(span => toSummary(span, callOf.get(span[0]), offsetNs))
  }
}

function toSummary(span: SpanRow, call: CallRow | undefined, offsetNs: number): SpanSummary {
  return {
    spanId: span[1],
    parentSpanId: span[2],
    kind: span[3],
    name: span[4],
    status: span[5],
    startNs: span[6] - offsetNs,
    durationNs: span[7],
    agentName: span[8],
    toolName: span[9],
    model: span[10],
    inputTokens: toFigure(call?.[1] ?? null, call?.[2] ?? 'unknown'),
    outputTokens: toFigure(call?.[3] ?? null, call?.[4] ?? 'unknown'),
    cost: toFigure(call?.[5] ?? null, call?.[6] ?? 'unknown'),
    errorMessage: span[11],
  }
}
