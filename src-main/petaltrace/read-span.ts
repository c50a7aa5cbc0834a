import type { Caller } from '#contract/caller.ts'
import { ProblemError } from '#contract/problems.ts'
import type { Run } from '#contract/run.ts'
import type { SpanSummary } from '#contract/span.ts'
import { completionShape, promptShape, tokensShape } from './call-shape.ts'
import { spanShape } from './shapes.ts'
import { milliseconds, nodeId } from './words.ts'

const MOST_SPANS = 100_000

interface Place {
  readonly runId: string
  readonly spanId: string
}

/** One span with everything PetalTrace keeps of one. */
export async function readSpan(caller: Caller, place: Place) {
  const { run } = await caller.call('runs.get', { runId: place.runId, limit: 0 })
  const detail = await caller.call('spans.get', place)
  const { tool, attributes, hasCall } = detail
  const shape = spanShape(run, detail.span)
  return {
    ...shape,
    ...(hasCall ? { llm: { ...shape.llm, ...(await readLlm(caller, place)) } } : {}),
    ...(tool === null
      ? {}
      : {
          tool: {
            tool_name: tool.toolName,
            tool_use_id: tool.toolCallId,
            inputs: tool.arguments,
            outputs: tool.result,
            duration_ms: milliseconds(detail.span.durationNs),
          },
        }),
    attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, value])),
  }
}

async function readLlm(caller: Caller, place: Place) {
  const call = await caller.call('calls.get', place)
  const { stop_reason, ...completion } = completionShape(call)
  return {
    provider: call.provider,
    model: call.responseModel ?? call.requestModel,
    ...promptShape(call),
    completion,
    tokens: tokensShape(call),
    ttft_ms: milliseconds(call.timeToFirstTokenNs),
    request_id: call.responseId,
    stop_reason,
  }
}

/** The call of a node, with its run and the node it belongs to. */
export async function readNodeCall(caller: Caller, runId: string, node: string) {
  const found = await caller.call('runs.get', { runId, limit: MOST_SPANS })
  const span = callOfNode(found, node)
  if (span === undefined) throw new ProblemError({ code: 'span-not-found', runId, spanId: node })
  return { run: found.run, span, call: await caller.call('calls.get', { runId, spanId: span.spanId }) }
}

/** A node is named by its id in the span's name, by an agent or by a span id; its call is the first one within. */
function callOfNode({ spans }: Run, node: string): SpanSummary | undefined {
  const isNode = (span: SpanSummary) =>
    [span.spanId, span.name, nodeId(span.name), span.agentName].includes(node)
  const byId = new Map(spans.map(span => [span.spanId, span]))
  const isWithin = (span: SpanSummary): boolean => {
    const seen = new Set<SpanSummary>()
    for (let each: SpanSummary | undefined = span; each !== undefined && !seen.has(each); ) {
      if (isNode(each)) return true
      seen.add(each)
      each = each.parentSpanId === null ? undefined : byId.get(each.parentSpanId)
    }
    return false
  }
  return spans.filter(span => span.kind === 'llm').find(isWithin)
}
