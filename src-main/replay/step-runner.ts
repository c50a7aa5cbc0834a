import type { Call } from '#contract/call.ts'
import { formatDollars } from '../base/format-quantity.ts'
import type { Answer } from './answer.ts'
import { askAgain } from './ask-again.ts'
import type { Control } from './control.ts'
import type { Progress } from './progress.ts'
import type { PromptRequest } from './prompt-request.ts'
import { recordedAnswer } from './recorded-answer.ts'
import type { ToolExchange } from './recording.ts'
import type { ReplayParts } from './replay-parts.ts'
import { callSpan, newId, type SpanPlace, toolSpan } from './replay-spans.ts'

const NANO_DOLLARS = 1e9

export interface StepRunner {
  /** Asks the model. Undefined when there is no whole answer; why is in the progress. */
  live(index: number, call: Call, request: PromptRequest): Promise<Answer | undefined>
  /** Gives the recorded answer. */
  mocked(index: number, call: Call, request: PromptRequest): Promise<Answer>
  tool(index: number, exchange: ToolExchange): Promise<void>
}

/** Does one step: asks or looks up, records a span, tells how far it is. */
export function createStepRunner(
  parts: ReplayParts,
  run: { readonly traceId: string; readonly rootSpanId: string; readonly now: () => bigint },
  control: Control,
  progress: Progress,
): StepRunner {
  function begin(): SpanPlace {
    return {
      traceId: run.traceId,
      spanId: newId(8),
      parentSpanId: run.rootSpanId,
      startUnixNano: run.now(),
      endUnixNano: undefined,
    }
  }

  const stepOf = (index: number) => progress.steps()[index]?.recordedSpanId ?? undefined

  function checkBudget(): void {
    const { budget } = parts.choices
    const { cost } = progress.cost()
    if (budget === undefined || cost.confidence === 'unknown' || cost.value < budget * NANO_DOLLARS) return
    control.stop(
      `The budget of ${formatDollars(budget * NANO_DOLLARS)} is used up (${formatDollars(cost.value)}).`,
    )
  }

  return {
    async live(index, call, prompt) {
      const request = withoutReasoning(prompt)
      const asked = await parts.askedFor(call)
      const place = begin()
      progress.set(index, { state: 'running', source: 'live', spanId: place.spanId })
      const outcome = await askAgain(asked.ask, request, {
        signal: control.signal,
        wait: parts.wait,
        onWaiting: note => progress.set(index, { note }),
        onReceived: received => progress.set(index, { received }),
      })
      const answer = outcome.kind === 'answered' ? outcome.answer : outcome.partial
      const failure = outcome.kind === 'failed' ? (control.reason() ?? outcome.failure.message) : undefined
      const { provider, model } = asked
      const told = { provider, model, request, answer, failure, step: stepOf(index), source: 'live' } as const
      await parts.record([callSpan({ ...place, endUnixNano: run.now() }, told)])
      progress.set(index, {
        state: failure === undefined ? 'done' : 'failed',
        cost: answer === undefined ? { confidence: 'derived', value: 0 } : asked.price(answer.usage),
        note: failure ?? answer?.warnings.join(' ') ?? null,
      })
      checkBudget()
      return failure === undefined ? answer : undefined
    },
    async mocked(index, call, request) {
      const place = begin()
      const answer = recordedAnswer(call)
      const told = {
        provider: call.provider ?? 'unknown',
        model: call.requestModel ?? call.responseModel ?? 'unknown',
        request,
        answer,
        failure: undefined,
        step: stepOf(index),
        source: 'mocked',
      } as const
      await parts.record([callSpan({ ...place, endUnixNano: run.now() }, told)])
      progress.set(index, { state: 'done', source: 'mocked', spanId: place.spanId, cost: NOTHING })
      return answer
    },
    async tool(index, exchange) {
      const place = begin()
      await parts.record([toolSpan({ ...place, endUnixNano: run.now() }, exchange, stepOf(index))])
      progress.set(index, { state: 'done', source: 'mocked', spanId: place.spanId, cost: NOTHING })
    },
  }
}

function withoutReasoning(request: PromptRequest): PromptRequest {
  const messages = request.messages.map(({ role, parts }) => ({
    role,
    parts: parts.filter(part => part.kind !== 'reasoning'),
  }))
  return { ...request, messages: messages.filter(({ parts }) => parts.length > 0) }
}

const NOTHING = { confidence: 'exact', value: 0 } as const
