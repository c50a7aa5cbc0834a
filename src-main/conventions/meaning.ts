import type { SpanKind } from '#contract/span.ts'
import type { JsonObject, JsonValue } from '../base/json.ts'
import type { Dispatch } from './dispatch.ts'
import type { SessionMeaning } from './session.ts'
import type { RecordedTags } from './tags.ts'

/** One piece of a message. The same kinds as blocks, before hashing. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reasoning'; readonly text: string }
  | {
      readonly kind: 'tool-call'
      readonly id: string | undefined
      readonly name: string
      readonly arguments: JsonValue
    }
  | {
      readonly kind: 'tool-result'
      readonly id: string | undefined
      readonly name: string | undefined
      readonly result: JsonValue
      readonly isError: boolean
    }
  /** `source` is a data URI, an address or a file id; never fetched. */
  | {
      readonly kind: 'image' | 'audio' | 'file'
      readonly mimeType: string | undefined
      readonly source: string
    }
  | { readonly kind: 'unknown'; readonly raw: JsonValue }

export interface Message {
  readonly role: string
  readonly name: string | undefined
  readonly parts: readonly Part[]
}

export interface ToolDefinition {
  readonly name: string
  /** The definition as it was sent, with name, description and parameters. */
  readonly definition: JsonValue
}

/** Token counts as the producer gave them, with the rule that makes them comparable. */
export interface ReportedUsage {
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
  readonly cacheReadTokens: number | undefined
  readonly cacheWriteTokens: number | undefined
  readonly reasoningTokens: number | undefined
  /** Whether inputTokens already counts cache reads and writes; 'unsaid' leaves it to the provider's habit. */
  readonly inputIncludesCache: boolean | 'unsaid'
  readonly details?: UsageDetails | undefined
}

/** What only some producers tell. Each is a part of a count above: cached audio is within audio and within cache reads. */
export interface UsageDetails {
  readonly cacheWrite5mTokens?: number | undefined
  readonly cacheWrite1hTokens?: number | undefined
  readonly audioInputTokens?: number | undefined
  readonly imageInputTokens?: number | undefined
  readonly videoInputTokens?: number | undefined
  readonly audioCacheReadTokens?: number | undefined
  readonly imageCacheReadTokens?: number | undefined
  readonly videoCacheReadTokens?: number | undefined
  readonly audioOutputTokens?: number | undefined
  readonly imageOutputTokens?: number | undefined
  readonly videoOutputTokens?: number | undefined
  /** Everything together: it proves what is counted within what. */
  readonly totalTokens?: number | undefined
}

export interface CallMeaning {
  readonly operation: string | undefined
  /** Canonical, for example `openai`, `anthropic`, `aws.bedrock`, `google.gemini`. */
  readonly provider: string | undefined
  readonly requestModel: string | undefined
  readonly responseModel: string | undefined
  readonly responseId: string | undefined
  readonly parameters: JsonObject
  readonly system: readonly Part[]
  readonly tools: readonly ToolDefinition[]
  readonly input: readonly Message[]
  readonly output: readonly Message[]
  /** Normalised: stop, length, tool_call, content_filter, error, or as sent. */
  readonly finishReasons: readonly string[]
  readonly usage: ReportedUsage | undefined
  readonly reportedCostUsd: number | undefined
  /** The provider itself charged it; a tool that worked it out may be wrong. */
  readonly isCostBilled?: boolean | undefined
  readonly timeToFirstTokenNs: number | undefined
}

export interface ToolMeaning {
  readonly toolName: string
  readonly toolCallId: string | undefined
  /** Text as sent when it is text, canonical JSON otherwise. */
  readonly arguments: string | undefined
  readonly result: string | undefined
}

/** What a span means, as one vocabulary tells it. */
export interface SpanMeaning {
  readonly convention: string
  readonly kind: SpanKind
  readonly agentName: string | undefined
  readonly userId: string | undefined
  readonly call: CallMeaning | undefined
  readonly tool: ToolMeaning | undefined
  /** From `exception` events or `error.type`, when the span status has no message. */
  readonly error: string | undefined
}

/** What a span means, whatever vocabularies it was told in. */
export interface FullMeaning extends SpanMeaning {
  readonly session: SessionMeaning | undefined
  readonly dispatch: Dispatch | undefined
  readonly tags: RecordedTags | undefined
}
