import type { CallMeaning, Message, Part, ReportedUsage, SpanMeaning, ToolMeaning } from './meaning.ts'

/** One span told in two vocabularies: the first is believed, and the second heard where the first is silent. */
export function fillGaps(first: SpanMeaning, second: SpanMeaning): SpanMeaning {
  const kind = first.kind === 'custom' ? second.kind : first.kind
  const other = second.kind === kind ? second : undefined
  return {
    convention: first.convention,
    kind,
    agentName: first.agentName ?? second.agentName,
    userId: first.userId ?? second.userId,
    call: first.call && other?.call ? fillCall(first.call, other.call) : (first.call ?? other?.call),
    tool: first.tool && other?.tool ? fillTool(first.tool, other.tool) : (first.tool ?? other?.tool),
    error: first.error ?? second.error,
  }
}

function fillCall(first: CallMeaning, second: CallMeaning): CallMeaning {
  const prompt = partCount(second) > partCount(first) ? second : first
  return {
    operation: first.operation ?? second.operation,
    provider: first.provider ?? second.provider,
    requestModel: first.requestModel ?? second.requestModel,
    responseModel: first.responseModel ?? second.responseModel,
    responseId: first.responseId ?? second.responseId,
    parameters: { ...second.parameters, ...first.parameters },
    system: prompt.system,
    input: prompt.input,
    tools: second.tools.length > first.tools.length ? second.tools : first.tools,
    output: countParts(second.output) > countParts(first.output) ? second.output : first.output,
    finishReasons: first.finishReasons.length > 0 ? first.finishReasons : second.finishReasons,
    usage: first.usage && second.usage ? fillUsage(first.usage, second.usage) : (first.usage ?? second.usage),
    reportedCostUsd: first.reportedCostUsd ?? second.reportedCostUsd,
    isCostBilled: first.reportedCostUsd === undefined ? second.isCostBilled : first.isCostBilled,
    timeToFirstTokenNs: first.timeToFirstTokenNs ?? second.timeToFirstTokenNs,
  }
}

/** The rule on cache tokens belongs to whoever told the input tokens. */
function fillUsage(first: ReportedUsage, second: ReportedUsage): ReportedUsage {
  const details = first.details || second.details ? { ...second.details, ...first.details } : undefined
  return {
    inputTokens: first.inputTokens ?? second.inputTokens,
    outputTokens: first.outputTokens ?? second.outputTokens,
    cacheReadTokens: first.cacheReadTokens ?? second.cacheReadTokens,
    cacheWriteTokens: first.cacheWriteTokens ?? second.cacheWriteTokens,
    reasoningTokens: first.reasoningTokens ?? second.reasoningTokens,
    inputIncludesCache:
      first.inputTokens === undefined ? second.inputIncludesCache : first.inputIncludesCache,
    ...(details && { details }),
  }
}

function fillTool(first: ToolMeaning, second: ToolMeaning): ToolMeaning {
  return {
    toolName: first.toolName,
    toolCallId: first.toolCallId ?? second.toolCallId,
    arguments: first.arguments ?? second.arguments,
    result: first.result ?? second.result,
  }
}

/** Attribute limits of an SDK cut flattened lists short, so of two tellings the longer one is the whole. */
function partCount(call: { readonly system: readonly Part[]; readonly input: readonly Message[] }): number {
  return call.system.length + countParts(call.input)
}

function countParts(messages: readonly Message[]): number {
  return messages.reduce((count, message) => count + message.parts.length, 0)
}
