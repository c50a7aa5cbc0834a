import type { Usage } from '#contract/call.ts'
import type { SpanSummary } from '#contract/span.ts'
import type { PlacedBlock, Prompt } from '../diff/step.ts'

/** A model call with what it was sent. */
export interface PromptCall {
  readonly span: SpanSummary
  readonly prompt: Prompt
  readonly answer: readonly PlacedBlock[]
  readonly usage: Usage
  readonly provider: string | null
}

export type SizeOf = (blockKey: number) => number

export function lengthOf(prompt: Prompt): number {
  return prompt.baseLength + prompt.added.length
}
