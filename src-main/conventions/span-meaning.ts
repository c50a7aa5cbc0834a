import type { SpanKind } from '#contract/span.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import { readError } from './exception.ts'
import type { CallMeaning, ReportedUsage, SpanMeaning, ToolMeaning } from './meaning.ts'
import { userOf } from './user.ts'

/** What a vocabulary says of its own; the rest is what every span may say. */
interface OwnWords {
  readonly kind: SpanKind
  readonly agentName?: string | undefined
  readonly userId?: string | undefined
  readonly call?: CallMeaning | undefined
  readonly tool?: ToolMeaning | undefined
  readonly error?: string | undefined
}

export function spanMeaning(convention: string, span: OtlpSpan, own: OwnWords): SpanMeaning {
  return {
    convention,
    kind: own.kind,
    agentName: own.agentName,
    userId: own.userId ?? userOf(span.attributes),
    call: own.call,
    tool: own.tool,
    error: own.error ?? readError(span),
  }
}

const SILENT_CALL: CallMeaning = {
  operation: undefined,
  provider: undefined,
  requestModel: undefined,
  responseModel: undefined,
  responseId: undefined,
  parameters: {},
  system: [],
  tools: [],
  input: [],
  output: [],
  finishReasons: [],
  usage: undefined,
  reportedCostUsd: undefined,
  timeToFirstTokenNs: undefined,
}

/** A call of which only some things are told. */
export function callMeaning(told: Partial<CallMeaning>): CallMeaning {
  return { ...SILENT_CALL, ...told }
}

type Counts = Partial<Omit<ReportedUsage, 'inputIncludesCache'>>

/** Undefined when there is no count at all. */
export function usageFrom(
  counts: Counts,
  inputIncludesCache: ReportedUsage['inputIncludesCache'],
): ReportedUsage | undefined {
  if (Object.values(counts).every(count => count === undefined)) return undefined
  return {
    inputTokens: counts.inputTokens,
    outputTokens: counts.outputTokens,
    cacheReadTokens: counts.cacheReadTokens,
    cacheWriteTokens: counts.cacheWriteTokens,
    reasoningTokens: counts.reasoningTokens,
    inputIncludesCache,
    ...(counts.details && { details: counts.details }),
  }
}
