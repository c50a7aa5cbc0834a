import type { LanguageModelV3, LanguageModelV3StreamPart } from '@ai-sdk/provider'
import type { Ask, Outcome } from '../answer.ts'
import type { Dialect } from '../known-providers.ts'
import { type AnswerDraft, createAnswerDraft } from './answer-draft.ts'
import { describeFailure } from './describe-failure.ts'
import { toCallOptions } from './to-call-options.ts'

/** Asks the model for a stream, so that an answer can be watched, and told from one that broke off. */
export function askModel(model: LanguageModelV3, dialect: Dialect): Ask {
  return async (request, { signal, onReceived }): Promise<Outcome> => {
    const draft = createAnswerDraft(performance.now())
    try {
      const options = { ...toCallOptions(request, dialect), abortSignal: signal }
      const { stream } = await model.doStream(options)
      for await (const part of stream) {
        const error = take(draft, part)
        if (error !== undefined) return failed(draft, error)
        onReceived(draft.characters())
      }
    } catch (error) {
      return failed(draft, error)
    }
    if (draft.isFinished()) return { kind: 'answered', answer: draft.answer() }
    return failed(draft, new Error('the answer ended before its end was told'))
  }
}

/** The error that the stream tells of, if this part is one. */
function take(draft: AnswerDraft, part: LanguageModelV3StreamPart): unknown {
  if (part.type === 'error') return part.error ?? new Error('the provider sent an error')
  draft.take(part, performance.now())
  return undefined
}

/** What was half said is paid for, and asking again would cost it twice. */
function failed(draft: AnswerDraft, error: unknown): Outcome {
  const failure = describeFailure(error, Date.now())
  if (!draft.hasBegun()) return { kind: 'failed', failure, partial: undefined }
  return {
    kind: 'failed',
    failure: { ...failure, message: `The answer broke off. ${failure.message}`, isRetryable: false },
    partial: draft.answer(),
  }
}
