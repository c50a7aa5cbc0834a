import type { Call } from '#contract/call.ts'
import { formatDollars } from '../base/format-quantity.ts'
import type { Answer } from './answer.ts'
import { askAgain } from './ask-again.ts'
import type { Control } from './control.ts'
import { recordedParameters, sentParameters } from './parameter-attributes.ts'
import type { Progress } from './progress.ts'
import type { PromptRequest } from './prompt-request.ts'
import { recordedAnswer } from './recorded-answer.ts'
import type { ToolExchange } from './recording.ts'
import type { ReplayParts } from './replay-parts.ts'
import { callSpan, newId, type SpanPlace, toolSpan } from './replay-spans.ts'

const NANO_DOLLARS = 1e9
const NOTHING = { confidence: 'exact', value: 0 } as const

export interface StepRunner {
  /** Asks the model. Undefined when there is no whole answer; why is in the progress. */
  live(index: number, call: Call, request: PromptRequest): Promise<Answer | undefined>
  /** Gives the recorded answer. */
  mocked(index: number, call: Call, request: PromptRequest): Promise<Answer>
  tool(index: number, exchange: ToolExchange): Promise<void>
}

interface NewRun {
  readonly traceId: string
  readonly rootSpanId: string
  readonly now: () => bigint
}

interface Context {
  readonly parts: ReplayParts
  readonly control: Control
  readonly progress: Progress
  begin(): SpanPlace
  end(place: SpanPlace): SpanPlace
  stepOf(index: number): string | undefined
  agentOf(spanId: string | undefined): string | undefined
}

/** Does one step: asks or looks up, records a span, tells how far it is. */
export function createStepRunner(
  parts: ReplayParts,
  { traceId, rootSpanId: parentSpanId, now }: NewRun,
  control: Control,
  progress: Progress,
): StepRunner {
  const agents = new Map(parts.recording.steps.map(({ span }) => [span.spanId, span.agentName ?? undefined]))
  const context: Context = {
    parts,
    control,
    progress,
    begin: () => ({ traceId, spanId: newId(8), parentSpanId, startUnixNano: now(), endUnixNano: undefined }),
    end: place => ({ ...place, endUnixNano: now() }),
    stepOf: index => progress.steps()[index]?.recordedSpanId ?? undefined,
    agentOf: spanId => agents.get(spanId ?? ''),
  }
  return {
    live: (index, call, request) => askStep(context, index, call, withoutReasoning(request)),
    mocked: (index, call, request) => takeRecorded(context, index, call, request),
    tool: (index, exchange) => giveResult(context, index, exchange),
  }
}

async function askStep(
  context: Context,
  index: number,
  call: Call,
  request: PromptRequest,
): Promise<Answer | undefined> {
  const { parts, control, progress } = context
  const { provider, model, ask, price } = await parts.askedFor(call)
  const place = context.begin()
  progress.set(index, { state: 'running', source: 'live', spanId: place.spanId })
  const outcome = await askAgain(ask, request, {
    signal: control.signal,
    wait: parts.wait,
    onWaiting: note => progress.set(index, { note }),
    onReceived: received => progress.set(index, { received }),
  })
  const answer = outcome.kind === 'answered' ? outcome.answer : outcome.partial
  const failure = outcome.kind === 'failed' ? (control.reason() ?? outcome.failure.message) : undefined
  const where = { step: context.stepOf(index), agentName: context.agentOf(call.spanId) }
  const parameters = sentParameters(request.parameters)
  const told = { provider, model, request, answer, failure, ...where, parameters, source: 'live' } as const
  await parts.record([callSpan(context.end(place), told)])
  progress.set(index, {
    state: failure === undefined ? 'done' : 'failed',
    cost: answer === undefined ? { confidence: 'derived', value: 0 } : price(answer.usage),
    note: failure ?? answer?.warnings.join(' ') ?? null,
  })
  if (outcome.kind === 'failed' && outcome.failure.isForAll) control.stop(outcome.failure.message)
  checkBudget(context)
  return failure === undefined ? answer : undefined
}

async function takeRecorded(
  context: Context,
  index: number,
  call: Call,
  request: PromptRequest,
): Promise<Answer> {
  const place = context.begin()
  const answer = recordedAnswer(call)
  const told = {
    provider: call.provider ?? 'unknown',
    model: call.requestModel ?? call.responseModel ?? 'unknown',
    request,
    answer,
    failure: undefined,
    step: context.stepOf(index),
    agentName: context.agentOf(call.spanId),
    parameters: recordedParameters(call.parameters),
    source: 'mocked',
  } as const
  await context.parts.record([callSpan(context.end(place), told)])
  context.progress.set(index, { state: 'done', source: 'mocked', spanId: place.spanId, cost: NOTHING })
  return answer
}

async function giveResult(context: Context, index: number, exchange: ToolExchange): Promise<void> {
  const place = context.begin()
  const step = context.stepOf(index)
  const told = { step, agentName: context.agentOf(step) }
  await context.parts.record([toolSpan(context.end(place), exchange, told)])
  context.progress.set(index, { state: 'done', source: 'mocked', spanId: place.spanId, cost: NOTHING })
}

function checkBudget({ parts, progress, control }: Context): void {
  const { budget } = parts.choices
  const { cost } = progress.cost()
  if (budget === undefined || cost.confidence === 'unknown' || cost.value < budget * NANO_DOLLARS) return
  const [limit, spent] = [budget * NANO_DOLLARS, cost.value].map(formatDollars)
  control.stop(`The budget of ${limit} is used up (${spent}).`)
}

function withoutReasoning(request: PromptRequest): PromptRequest {
  const messages = request.messages.map(({ role, parts }) => ({
    role,
    parts: parts.filter(part => part.kind !== 'reasoning'),
  }))
  return { ...request, messages: messages.filter(({ parts }) => parts.length > 0) }
}
