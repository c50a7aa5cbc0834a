import type { JsonValue } from '../base/json.ts'

/** One piece of a prompt, ready to be sent to any provider. */
export type PromptPart =
  | { readonly kind: 'text'; readonly text: string }
  /** Recorded, and never sent: providers take back only what they sealed themselves. */
  | { readonly kind: 'reasoning'; readonly text: string }
  | { readonly kind: 'tool-call'; readonly id: string; readonly name: string; readonly arguments: JsonValue }
  | {
      readonly kind: 'tool-result'
      readonly id: string
      readonly name: string
      readonly result: string
      readonly isError: boolean
      /** The recording names the tool here; else the name is that of the call. */
      readonly isNamed: boolean
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
  /** The definition as it was recorded; undefined for a tool that the recording does not define. */
  readonly recorded: JsonValue | undefined
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
