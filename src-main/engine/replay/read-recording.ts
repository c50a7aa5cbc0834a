import type { Call, CallBlock } from '#contract/call.ts'
import { chooseSteps } from '#contract/choose-steps.ts'
import { ProblemError } from '#contract/problems.ts'
import type { SpanSummary } from '#contract/span.ts'
import type { RecordedStep, Recording, ToolExchange } from '../../replay/recording.ts'
import type { QueryThread } from '../query-thread.ts'

const MOST_SPANS = 100_000
const BLOCK_LIMIT = 1_048_576

type Queries = Pick<QueryThread, 'query'>

/** A run as a replay reads it: call by call, so that a long history is not held many times over. */
export async function readRecording(queries: Queries, runId: string): Promise<Recording> {
  const { run, spans, total } = await queries.query('runs.get', { runId, limit: MOST_SPANS })
  if (total > spans.length) {
    const reason = `A run of ${total} spans is too long to be replayed; ${MOST_SPANS} is the most.`
    throw new ProblemError({ code: 'refused', reason })
  }
  const steps = chooseSteps(spans)
    .filter(({ kind }) => kind === 'llm' || kind === 'tool' || kind === 'retrieval')
    .map((span, index): RecordedStep => ({ span, number: index + 1, isCall: span.kind === 'llm' }))
  const kinds = new Map(steps.map(({ span }) => [span.spanId, span]))
  return {
    runId,
    name: run.name,
    agentName: run.agentName,
    steps,
    callOf: async spanId =>
      kinds.get(spanId)?.kind === 'llm' ? readCall(queries, runId, spanId) : undefined,
    toolOf: async spanId => readTool(queries, runId, kinds.get(spanId)),
  }
}

async function readCall(queries: Queries, runId: string, spanId: string): Promise<Call | undefined> {
  try {
    const call = await queries.query('calls.get', { runId, spanId, blockLimit: BLOCK_LIMIT })
    const blocks: CallBlock[] = []
    for (const placed of call.blocks) blocks.push(await wholeBlock(queries, placed))
    return { ...call, blocks }
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'call-not-found') return undefined
    throw error
  }
}

/** A prompt that ends in the middle of a word would be another prompt. */
async function wholeBlock(queries: Queries, placed: CallBlock): Promise<CallBlock> {
  if (!placed.block.isCut) return placed
  return { ...placed, block: await queries.query('blocks.get', { blockId: placed.block.blockId }) }
}

async function readTool(
  queries: Queries,
  runId: string,
  span: SpanSummary | undefined,
): Promise<ToolExchange | undefined> {
  if (span === undefined || span.kind === 'llm') return undefined
  const { tool } = await queries.query('spans.get', { runId, spanId: span.spanId })
  const isError = span.status === 'error'
  const result = tool?.result ?? (isError ? (span.errorMessage ?? 'failed') : null)
  if (tool === null || result === null) return undefined
  const { toolName, toolCallId, arguments: given } = tool
  const isRetrieval = span.kind === 'retrieval'
  return { name: toolName, arguments: given ?? '{}', result, isError, toolCallId, isRetrieval }
}
