import type { LanguageModelV3StreamPart, LanguageModelV3Usage, SharedV3Warning } from '@ai-sdk/provider'
import type { Answer, AnswerUsage } from '../answer.ts'
import { createAnswerParts } from './answer-parts.ts'

export interface AnswerDraft {
  take(part: LanguageModelV3StreamPart, nowMs: number): void
  characters(): number
  hasBegun(): boolean
  /** The provider said how and why the answer ended. */
  isFinished(): boolean
  answer(): Answer
}

const NO_USAGE: AnswerUsage = {
  input: undefined,
  cacheRead: undefined,
  cacheWrite: undefined,
  output: undefined,
  reasoning: undefined,
}

/** Puts an answer together from what its stream brings. */
export function createAnswerDraft(askedMs: number): AnswerDraft {
  const parts = createAnswerParts(askedMs)
  let finish: Extract<LanguageModelV3StreamPart, { type: 'finish' }> | undefined
  let about: { readonly id?: string; readonly modelId?: string } = {}
  let warnings: readonly string[] = []
  return {
    take(part, nowMs) {
      if (part.type === 'stream-start') warnings = part.warnings.map(warningText)
      else if (part.type === 'response-metadata') about = { ...about, ...withoutNothing(part) }
      else if (part.type === 'finish') finish = part
      else parts.take(part, nowMs)
    },
    characters: parts.characters,
    hasBegun: parts.hasBegun,
    isFinished: () =>
      finish !== undefined &&
      !(finish.finishReason.unified === 'other' && finish.finishReason.raw === undefined),
    answer: () => ({
      parts: parts.list(),
      finishReason: finish?.finishReason.unified,
      usage: finish === undefined ? NO_USAGE : toUsage(finish.usage),
      model: about.modelId,
      responseId: about.id,
      timeToFirstMs: parts.timeToFirstMs(),
      warnings,
    }),
  }
}

function toUsage({ inputTokens, outputTokens }: LanguageModelV3Usage): AnswerUsage {
  return {
    input: inputTokens.total,
    cacheRead: inputTokens.cacheRead,
    cacheWrite: inputTokens.cacheWrite,
    output: outputTokens.total,
    reasoning: outputTokens.reasoning,
  }
}

function withoutNothing({ id, modelId }: { readonly id?: string; readonly modelId?: string }) {
  return { ...(id === undefined ? {} : { id }), ...(modelId === undefined ? {} : { modelId }) }
}

function warningText(warning: SharedV3Warning): string {
  if (warning.type === 'other') return warning.message
  return `${warning.feature} is not supported${warning.details === undefined ? '' : `: ${warning.details}`}`
}
