import type { Confidence } from '#contract/figure.ts'
import type { LedgerEntry } from '#contract/run.ts'
import type { SpanKind, SpanSummary, Status, ToolExchange } from '#contract/span.ts'
import type { ReadableDatabase } from './database.ts'
import { createDoubtLedger } from './doubt-ledger.ts'
import { toFigure } from './figures.ts'
import { createParentGaps } from './parent-gaps.ts'
import { createWholeRun } from './whole-run.ts'

/** Offsets count from the start of the run; the row has them from its first received span. */
const SPAN_COLUMNS = /* sql */ `
  spans.span_key as spanKey, lower(hex(span_id)) as spanId,
  iif(spans.parent_span_id is null, null, lower(hex(spans.parent_span_id))) as parentSpanId, kind, spans.name as name,
  spans.status as status,
  spans.start_ns - (runs.start_ns - runs.base_ns) as startNs, duration_ns as durationNs,
  spans.agent_name as agentName, tool_name as toolName, model, error_message as errorMessage,
  convention, calls.span_key is not null as hasCall,
  calls.input_tokens as inputTokens, input_confidence as inputConfidence,
  calls.output_tokens as outputTokens, output_confidence as outputConfidence,
  calls.cost_nano as costNano, cost_confidence as costConfidence`

const SPANS = /* sql */ `spans join runs using (run_key) left join calls using (span_key)`

interface SpanRow {
  readonly spanKey: number
  readonly spanId: string
  readonly parentSpanId: string | null
  readonly kind: SpanKind
  readonly name: string
  readonly status: Status
  readonly startNs: number
  readonly durationNs: number | null
  readonly agentName: string | null
  readonly toolName: string | null
  readonly model: string | null
  readonly errorMessage: string | null
  readonly convention: string | null
  readonly hasCall: number
  readonly inputTokens: number | null
  readonly inputConfidence: Confidence | null
  readonly outputTokens: number | null
  readonly outputConfidence: Confidence | null
  readonly costNano: number | null
  readonly costConfidence: Confidence | null
}

export interface FoundSpan {
  readonly spanKey: number
  readonly span: SpanSummary
  readonly convention: string | null
  readonly hasCall: boolean
}

interface ToolRow {
  readonly toolName: string
  readonly toolCallId: string | null
  readonly argumentsKey: number | null
  readonly resultKey: number | null
}

export function createSpanQueries(db: ReadableDatabase) {
  const wholeRun = createWholeRun(db)
  const countOf = db.prepare<[number], number>('select span_count from runs where run_key = ?').pluck()
  const firstOfRun = db.prepare<[number, number], SpanRow>(/* sql */ `
    select ${SPAN_COLUMNS} from ${SPANS} where spans.run_key = ? order by spans.start_ns, span_key limit ?
  `)
  const find = db.prepare<[number, Buffer], SpanRow>(/* sql */ `
    select ${SPAN_COLUMNS} from ${SPANS} where spans.run_key = ? and span_id = ?
  `)
  const selectTool = db.prepare<[number], ToolRow>(/* sql */ `
    select tool_name as toolName, tool_call_id as toolCallId, arguments_key as argumentsKey,
      result_key as resultKey from tool_io where span_key = ?
  `)
  return {
    ofRun: (runKey: number, limit: number): SpanSummary[] =>
      (countOf.get(runKey) ?? 0) <= limit ? wholeRun(runKey) : firstOfRun.all(runKey, limit).map(toSummary),
    find(runKey: number, spanId: string): FoundSpan | undefined {
      const row = find.get(runKey, Buffer.from(spanId, 'hex'))
      if (row === undefined) return undefined
      return {
        spanKey: row.spanKey,
        span: toSummary(row),
        convention: row.convention,
        hasCall: row.hasCall === 1,
      }
    },
    toolOf(spanKey: number, textOf: (blockKey: number) => string | undefined): ToolExchange | null {
      const row = selectTool.get(spanKey)
      if (row === undefined) return null
      const text = (key: number | null) => (key === null ? null : (textOf(key) ?? null))
      const { toolName, toolCallId, argumentsKey, resultKey } = row
      return { toolName, toolCallId, arguments: text(argumentsKey), result: text(resultKey) }
    },
    ledgerOf: createLedger(db),
  }
}

function toSummary(row: SpanRow): SpanSummary {
  return {
    spanId: row.spanId,
    parentSpanId: row.parentSpanId,
    kind: row.kind,
    name: row.name,
    status: row.status,
    startNs: row.startNs,
    durationNs: row.durationNs,
    agentName: row.agentName,
    toolName: row.toolName,
    model: row.model,
    inputTokens: toFigure(row.inputTokens, row.inputConfidence ?? 'unknown'),
    outputTokens: toFigure(row.outputTokens, row.outputConfidence ?? 'unknown'),
    cost: toFigure(row.costNano, row.costConfidence ?? 'unknown'),
    errorMessage: row.errorMessage,
  }
}

/** What is missing from a run, counted where it can be seen from the rows alone. */
function createLedger(db: ReadableDatabase) {
  const parentGapsOf = createParentGaps(db)
  const doubtsOf = createDoubtLedger(db)
  const grouped = (condition: string) =>
    db.prepare<[number], { about: string; count: number }>(/* sql */ `
      select coalesce(response_model, request_model, spans.name) as about, count(*) as count
      from calls join spans using (span_key)
      where calls.run_key = ? and kind in ('llm', 'embedding') and (${condition}) group by 1 order by 2 desc
    `)
  const byModel = [
    { gap: 'unknown-usage', rows: grouped("input_confidence = 'unknown' or output_confidence = 'unknown'") },
    {
      gap: 'unknown-price',
      rows: grouped(
        "price_source = 'no-price' or (cost_confidence = 'unknown' and input_confidence <> 'unknown')",
      ),
    },
    {
      gap: 'content-not-captured',
      rows: grouped(
        "kind = 'llm' and (select length from block_lists where block_lists.list_key = calls.list_key) = 0",
      ),
    },
  ] as const
  return (runKey: number): LedgerEntry[] => {
    const parentGaps = parentGapsOf(runKey)
    const entries = byModel.flatMap(({ gap, rows }): LedgerEntry[] => {
      const found = rows.all(runKey)
      const count = found.reduce((sum, row) => sum + row.count, 0)
      return count === 0 ? [] : [{ gap, count, about: found.map(row => row.about) }]
    })
    entries.push(...doubtsOf(runKey, parentGaps))
    const { missing } = parentGaps
    return missing === 0 ? entries : [{ gap: 'missing-parent', count: missing, about: [] }, ...entries]
  }
}
