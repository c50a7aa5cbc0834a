import type { Call } from '#contract/call.ts'
import type { Figure } from '#contract/figure.ts'
import type { CostRange, PlannedStep, ReplayChoices, ReplayTarget } from '#contract/replay.ts'
import { type ConcernDraft, modelConcerns, targetConcerns } from './concerns.ts'
import { estimateCost, FREE } from './estimate-cost.ts'
import type { PlanParts } from './plan-replay.ts'
import { rebuildRequest } from './rebuild-request.ts'
import type { RecordedStep } from './recording.ts'

export interface PlannedCall {
  readonly step: PlannedStep
  readonly target?: ReplayTarget
  readonly concerns: readonly ConcernDraft[]
}

type Source = PlannedStep['source']

const UNKNOWN: Figure = { confidence: 'unknown' }
const UNKNOWN_RANGE: CostRange = { low: UNKNOWN, high: UNKNOWN }
const NO_CONTENT = 'The recording does not hold what these calls were sent, so they cannot be asked again.'
const NO_ANSWER = 'The prompt is changed, and the recording has no answer to the changed one: it stops there.'
const NO_MODEL = 'The recording names no model or no provider for these calls. Choose a model and a provider.'

export function planTool(step: RecordedStep): PlannedCall {
  const { cost, model } = step.span
  const base = { ...about(step), recordedModel: model, recordedCost: cost }
  return { step: { ...base, source: 'mocked', model: null, cost: FREE }, concerns: [] }
}

export async function planCall(
  step: RecordedStep,
  source: Source,
  choices: ReplayChoices,
  { recording, destinationOf }: PlanParts,
): Promise<PlannedCall> {
  const { spanId } = step.span
  const call = await recording.callOf(spanId)
  const recordedModel = call?.requestModel ?? call?.responseModel ?? step.span.model
  const base = { ...about(step), recordedModel, recordedCost: call?.cost ?? UNKNOWN }
  if (call === undefined || !hasPrompt(call)) {
    const concerns = source === 'mocked' ? [] : [warning('content', NO_CONTENT, spanId)]
    return { step: { ...base, source: 'omitted', model: null, cost: FREE }, concerns }
  }
  const { request, gaps, isChanged } = rebuildRequest(call, choices)
  if (source === 'mocked') {
    const concerns = isChanged && choices.mode === 'mocked' ? [warning('content', NO_ANSWER, spanId)] : []
    return { step: { ...base, source, model: recordedModel, cost: FREE }, concerns }
  }
  const destination = destinationOf(call)
  if (destination === undefined) {
    const concerns: ConcernDraft[] = [{ effect: 'stops', about: 'provider', text: NO_MODEL, spanId }]
    return { step: { ...base, source, model: null, cost: UNKNOWN_RANGE }, concerns }
  }
  const isAsked = source === 'live' || isChanged
  const cost = estimateCost(call, { ...destination, maxTokens: request.parameters.maxTokens })
  return {
    step: {
      ...base,
      source: isAsked ? 'live' : 'hybrid',
      model: destination.model,
      // Where it is not certain that the model is asked, it may cost nothing.
      cost: isAsked ? cost : { low: FREE.low, high: cost.high },
    },
    target: destination.target,
    concerns: [
      ...gaps.map(gap => warning(gap.about, gap.text, spanId)),
      ...targetConcerns(destination, spanId),
      ...modelConcerns(call, request, destination),
    ],
  }
}

function about({ span, number }: RecordedStep) {
  return { spanId: span.spanId, number, kind: span.kind, name: span.name }
}

function hasPrompt(call: Call): boolean {
  return call.blocks.some(({ section }) => section !== 'output')
}

function warning(about: ConcernDraft['about'], text: string, spanId: string): ConcernDraft {
  return { effect: 'warns', about, text, spanId }
}
