import type { JsonValue } from '../base/json.ts'

/** One piece of a prompt, ready to be sent to any provider. */
export type PromptPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tool-call'; readonly id: string; readonly name: string; readonly arguments: JsonValue }
  | {
      readonly kind: 'tool-result'
      readonly id: string
      readonly name: string
      readonly result: string
      readonly isError: boolean
    }
  /** `source` is a data URI or an address. */
  | { readonly kind: 'media'; readonly mediaType: string; readonly source: string }

export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly parts: readonly PromptPart[]
}

export interface PromptTool {
  readonly name: string
  readonly description: string | undefined
  /** A JSON schema. */
  readonly parameters: JsonValue
  /** The definition as it was recorded. */
  readonly recorded: JsonValue
}

export interface PromptParameters {
  readonly temperature?: number | undefined
  readonly topP?: number | undefined
  readonly topK?: number | undefined
  readonly maxTokens?: number | undefined
  readonly seed?: number | undefined
  readonly presencePenalty?: number | undefined
  readonly frequencyPenalty?: number | undefined
  readonly stopSequences?: readonly string[] | undefined
}

/** A call to a model in no provider's words. */
export interface PromptRequest {
  readonly system: readonly string[]
  readonly messages: readonly PromptMessage[]
  readonly tools: readonly PromptTool[]
  readonly parameters: PromptParameters
}
