import { z } from 'zod'
import { completionShape, promptShape, tokensShape } from './call-shape.ts'
import { costOfRun, sumCosts } from './cost.ts'
import { diffForAgents } from './diff.ts'
import { findRuns } from './find-runs.ts'
import { cursor, flag, groupBy, limit, runId, since, status, workflow } from './params.ts'
import { readNodeCall } from './read-span.ts'
import type { totalOf } from './shapes.ts'
import { type AskableQuestion, question } from './table.ts'
import { dollars, milliseconds, nodeId, numberOf, runStatus, spanKind, sumOf, timeText } from './words.ts'

export interface PetalTraceTool extends AskableQuestion {
  readonly name: string
  readonly description: string
}

const trace = [
  tool('petaltrace.trace.list', 'Recorded runs, newest first (as PetalTrace tells them).', {
    params: z.object({ workflow, status, since, limit: limit(50, 100), cursor }),
    async answer(caller, wishes) {
      const { runs, next } = await findRuns(caller, wishes)
      return { runs: runs.map(runLine), cursor: next ?? '', count: runs.length }
    },
  }),
  tool('petaltrace.trace.get', 'One run with its spans.', {
    params: z.object({ run_id: runId, include_spans: flag(true) }),
    async answer(caller, params) {
      const { run, spans } = await caller.call('runs.get', { runId: params.run_id, limit: 500 })
      return {
        run: { ...runLine(run), span_count: run.spanCount, models: run.models },
        ...(params.include_spans
          ? {
              spans: spans.map(span => spanLine(run.startedAt, span)),
              truncated: spans.length < run.spanCount,
            }
          : {}),
      }
    },
  }),
  tool('petaltrace.trace.search', 'Finds words in recorded prompts, answers and tool results.', {
    params: z.object({ query: z.string().min(1), workflow, limit: limit(20, 50) }),
    async answer(caller, { query, workflow: part, limit: most }) {
      const { hits } = await caller.call('search', { text: query, limit: most })
      const wanted = hits.filter(
        hit => part === undefined || hit.runName.toLowerCase().includes(part.toLowerCase()),
      )
      const runs = wanted.map(hit => ({
        run_id: hit.runId,
        workflow_name: hit.runName,
        span_id: hit.spanId,
        span_name: hit.spanName,
        snippet: `${hit.snippet.before}${hit.snippet.match}${hit.snippet.after}`,
      }))
      return { runs, count: runs.length }
    },
  }),
]

const others = [
  tool(
    'petaltrace.prompt.get',
    'Prompt and answer of the call a node made. A node is named by id, agent or span id.',
    {
      params: z.object({ run_id: runId, node_id: z.string().min(1), include_completion: flag(true) }),
      async answer(caller, params) {
        const { run, span, call } = await readNodeCall(caller, params.run_id, params.node_id)
        const { system_prompt, messages } = promptShape(call)
        const { stop_reason, ...completion } = completionShape(call)
        const tokens = tokensShape(call)
        return {
          run_id: run.runId,
          node_id: params.node_id,
          span_id: span.spanId,
          provider: call.provider,
          model: call.responseModel ?? call.requestModel,
          system_prompt,
          messages,
          ...(params.include_completion ? { completion } : {}),
          tokens: {
            input: tokens.input_tokens,
            output: tokens.output_tokens,
            total: tokens.total_tokens,
            cache_read: tokens.cache_read_tokens,
            cache_create: tokens.cache_write_tokens,
            cost_usd: tokens.cost_estimate,
          },
          latency: {
            total_ms: milliseconds(span.durationNs),
            time_to_first_ms: milliseconds(call.timeToFirstTokenNs),
          },
          stop_reason,
        }
      },
    },
  ),
  tool('petaltrace.cost.summary', 'What the runs of a time cost (7d unless said), in groups.', {
    params: z.object({ since, workflow, group_by: groupBy.default('workflow') }),
    async answer(caller, params) {
      const wishes = { ...params, groupBy: params.group_by }
      const { runs, totals, groups, fromMs, untilMs, isCut } = await sumCosts(caller, wishes)
      return {
        total_runs: runs.length,
        total_tokens: totals.tokens,
        total_cost_usd: totals.costUsd,
        calls_without_price: totals.callsWithoutPrice,
        input_tokens: totals.input,
        output_tokens: totals.output,
        average_cost_per_run:
          totals.costUsd === null || runs.length === 0 ? null : totals.costUsd / runs.length,
        breakdown: groups.map(group => ({
          name: group.name,
          run_count: group.runs,
          total_tokens: group.tokens,
          total_cost_usd: group.costUsd,
        })),
        time_range: { from: new Date(fromMs).toISOString(), to: new Date(untilMs).toISOString() },
        truncated: isCut,
      }
    },
  }),
  tool('petaltrace.cost.run', 'What one run cost, by node, provider and model.', {
    params: z.object({ run_id: runId }),
    answer: (caller, params) => costOfRun(caller, params.run_id),
  }),
  tool('petaltrace.diff.compare', 'Compares two runs node by node, with where they parted and why.', {
    params: z.object({
      base_run_id: runId,
      compare_run_id: runId,
      include_content: flag(false),
      include_similarity: flag(true),
    }),
    async answer(caller, { base_run_id: base, compare_run_id: compare, ...given }) {
      const wishes = { base, compare, prompts: given.include_content, inputs: given.include_content }
      const { similarity, ...told } = await diffForAgents(caller, wishes)
      return given.include_similarity ? { ...told, similarity } : told
    },
  }),
]

/** The tools PetalTrace offers to agents under the names it gave them. */
export const petalTraceTools: readonly PetalTraceTool[] = [...trace, ...others]

function tool<Params extends z.ZodObject>(
  name: string,
  description: string,
  asked: Parameters<typeof question<Params>>[0],
): PetalTraceTool {
  return { name, description, ...question(asked) }
}

type RunSummary = Awaited<ReturnType<typeof findRuns>>['runs'][number]

function runLine(run: RunSummary) {
  return {
    id: run.runId,
    workflow_name: run.name,
    status: runStatus(run.status),
    duration_ms: milliseconds(run.durationNs),
    total_tokens: sumOf(run.inputTokens, run.outputTokens),
    estimated_cost: dollars(run.cost.sum),
    calls_without_price: run.cost.missing,
    started_at: timeText(run.startedAt),
    node_count: run.spanCount,
    error_count: run.errorCount,
  }
}

function spanLine(runStartedAt: string, span: Parameters<typeof totalOf>[0]) {
  const kind = spanKind(span.kind)
  return {
    id: span.spanId,
    parent_id: span.parentSpanId,
    kind,
    name: span.name,
    status: span.status === 'error' ? 'error' : 'ok',
    started_at: timeText(runStartedAt, span.startNs),
    duration_ms: milliseconds(span.durationNs),
    model: span.model,
    input_tokens: numberOf(span.inputTokens),
    output_tokens: numberOf(span.outputTokens),
    tool_name: span.toolName,
    ...(kind === 'node' ? { node_id: nodeId(span.name), node_type: span.kind } : {}),
    error: span.errorMessage,
  }
}
