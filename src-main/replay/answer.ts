import type { JsonValue } from '../base/json.ts'
import type { PromptRequest } from './prompt-request.ts'

export type AnswerPart =
  | { readonly kind: 'text' | 'reasoning'; readonly text: string }
  | { readonly kind: 'tool-call'; readonly id: string; readonly name: string; readonly arguments: JsonValue }

/** What the provider counted; the prompt with everything that came from a cache or went into one. */
export interface AnswerUsage {
  readonly input: number | undefined
  readonly cacheRead: number | undefined
  readonly cacheWrite: number | undefined
  readonly output: number | undefined
  readonly reasoning: number | undefined
}

export interface Answer {
  readonly parts: readonly AnswerPart[]
  readonly finishReason: string | undefined
  readonly usage: AnswerUsage
  readonly model: string | undefined
  readonly responseId: string | undefined
  readonly timeToFirstMs: number | undefined
  /** What the provider's library left out of the request, in its words. */
  readonly warnings: readonly string[]
}

export interface AskFailure {
  readonly message: string
  readonly isRetryable: boolean
  /** Whatever else is asked there will fail for the same reason. */
  readonly isForAll: boolean
  /** As the provider asked for; undefined where it did not. */
  readonly retryAfterMs: number | undefined
}

export type Outcome =
  | { readonly kind: 'answered'; readonly answer: Answer }
  /** `partial` is what had come before an answer broke off. */
  | { readonly kind: 'failed'; readonly failure: AskFailure; readonly partial: Answer | undefined }

export interface AskOptions {
  readonly signal: AbortSignal
  /** Characters of the answer so far. */
  readonly onReceived: (characters: number) => void
}

/** Asks one model of one provider. */
export type Ask = (request: PromptRequest, options: AskOptions) => Promise<Outcome>
