import type { RunSummary } from '#contract/run.ts'
import type { SpanSummary } from '#contract/span.ts'
import { dollars, milliseconds, nodeId, numberOf, runStatus, spanKind, sumOf, timeText } from './words.ts'

/** A run in PetalTrace's shape, with what its numbers leave open beside them. */
export function runShape(run: RunSummary) {
  const { runId, startedAt, durationNs } = run
  return {
    id: runId,
    workflow_id: run.serviceName ?? run.name,
    workflow_name: run.name,
    source_kind: 'otlp',
    status: runStatus(run.status),
    started_at: timeText(startedAt),
    ...(durationNs === null || run.status === 'running'
      ? {}
      : { completed_at: timeText(startedAt, durationNs) }),
    duration_ms: milliseconds(durationNs),
    total_tokens: {
      input_tokens: numberOf(run.inputTokens.sum),
      output_tokens: numberOf(run.outputTokens.sum),
      cache_read_tokens: numberOf(run.cacheReadTokens.sum),
      total_tokens: sumOf(run.inputTokens, run.outputTokens),
    },
    estimated_cost: {
      currency: 'USD',
      total: dollars(run.cost.sum),
      confidence: run.cost.sum.confidence,
      calls_without_price: run.cost.missing,
    },
    node_count: run.spanCount,
    error_count: run.errorCount,
    tags: tagsOf([...run.recordedTags, ...run.tags]),
    starred: run.starred,
    created_at: timeText(startedAt),
  }
}

/** A tag here is a text; there it has a value. */
function tagsOf(tags: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    tags.map(tag => {
      const [key = tag, ...value] = tag.split('=')
      return [key, value.join('=')]
    }),
  )
}

type OfRun = Pick<RunSummary, 'runId' | 'startedAt'>

/** A span as lists show it: PetalTrace's clients read its content from the span alone. */
export function spanShape(run: OfRun, span: SpanSummary) {
  const { runId, startedAt } = run
  const kind = spanKind(span.kind)
  const endNs = span.durationNs === null ? null : span.startNs + span.durationNs
  return {
    id: span.spanId,
    run_id: runId,
    ...(span.parentSpanId === null ? {} : { parent_id: span.parentSpanId }),
    trace_id: runId,
    kind,
    name: span.name,
    status: span.status === 'error' ? 'error' : 'ok',
    started_at: timeText(startedAt, span.startNs),
    ...(endNs === null ? {} : { completed_at: timeText(startedAt, endNs) }),
    duration_ms: milliseconds(span.durationNs),
    ...(kind === 'node'
      ? { node: { node_id: nodeId(span.name), node_type: span.kind, retry_count: 0 } }
      : {}),
    ...(kind === 'llm' ? { llm: callShape(span) } : {}),
    ...(kind === 'tool' ? { tool: { tool_name: span.toolName ?? span.name } } : {}),
    ...(span.errorMessage === null ? {} : { error: { message: span.errorMessage } }),
    created_at: timeText(startedAt, span.startNs),
  }
}

function callShape(span: SpanSummary) {
  return {
    model: span.model,
    tokens: {
      input_tokens: numberOf(span.inputTokens),
      output_tokens: numberOf(span.outputTokens),
      total_tokens: totalOf(span),
      cost_estimate: dollars(span.cost),
    },
    total_latency_ms: milliseconds(span.durationNs),
  }
}

export function totalOf(span: SpanSummary): number | null {
  return sumOf({ sum: span.inputTokens, missing: 0 }, { sum: span.outputTokens, missing: 0 })
}
