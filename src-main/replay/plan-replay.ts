import type { Call } from '#contract/call.ts'
import type { Figure } from '#contract/figure.ts'
import type { PlannedStep, ReplayChoices, ReplayPlan, ReplayTarget } from '#contract/replay.ts'
import { chooseSources } from './choose-sources.ts'
import { type ConcernDraft, mergeConcerns } from './concerns.ts'
import type { Destination } from './destination.ts'
import { addRanges } from './estimate-cost.ts'
import { type PlannedCall, planCall, planTool } from './plan-step.ts'
import type { Recording } from './recording.ts'
import { costText, planSummary } from './say-plan.ts'

export interface PlanParts {
  readonly recording: Recording
  /** Undefined when neither the choices nor the recording name a model. */
  destinationOf(call: Call): Destination | undefined
}

/** What a replay will do, step by step. Nothing is sent for it. */
export async function planReplay(choices: ReplayChoices, parts: PlanParts): Promise<ReplayPlan> {
  const { steps: recorded } = parts.recording
  const sources = chooseSources(recorded, choices)
  const planned: PlannedCall[] = []
  for (const step of recorded) {
    const source = sources.get(step.span.spanId) ?? 'mocked'
    planned.push(step.isCall ? await planCall(step, source, choices, parts) : planTool(step))
  }
  const steps = planned.map(({ step }) => step)
  const targets = [
    ...new Map(planned.flatMap(({ target }) => (target ? [[keyOf(target), target]] : []))).values(),
  ]
  const counts = countSources(steps)
  const cost = addRanges(steps.map(step => step.cost))
  const concerns = mergeConcerns([
    ...planned.flatMap(step => step.concerns),
    ...budgetConcerns(choices, cost.high, counts),
  ])
  const canStart = steps.length > 0 && !concerns.some(({ effect }) => effect === 'stops')
  const { runId, mode, flow } = choices
  const costBasis = costText(targets, counts)
  const summary = planSummary({ counts, cost, canStart, concerns, flow })
  return { runId, mode, flow, targets, steps, counts, cost, costBasis, concerns, canStart, summary }
}

function keyOf({ provider, model }: ReplayTarget): string {
  return `${provider} ${model}`
}

function countSources(steps: readonly PlannedStep[]): ReplayPlan['counts'] {
  const count = (source: PlannedStep['source']) => steps.filter(step => step.source === source).length
  return { live: count('live'), mocked: count('mocked'), hybrid: count('hybrid'), omitted: count('omitted') }
}

function budgetConcerns(
  { budget }: ReplayChoices,
  high: Figure,
  { live, hybrid }: ReplayPlan['counts'],
): ConcernDraft[] {
  if (budget === undefined || high.confidence !== 'unknown' || live + hybrid === 0) return []
  const text =
    'A budget needs a price, and this model has none here. Set one with "runback prices set", or give no budget.'
  return [{ effect: 'stops', about: 'price', text }]
}
