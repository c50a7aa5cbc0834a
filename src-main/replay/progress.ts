import type { Figure } from '#contract/figure.ts'
import type { PlannedStep, ReplayStepState } from '#contract/replay.ts'

export type StepChange = Partial<Omit<ReplayStepState, 'kind' | 'name'>>

export interface Progress {
  /** Changes the state of a step and tells of it. */
  set(index: number, change: StepChange): void
  /** A step that the recording does not have. */
  append(step: Pick<ReplayStepState, 'kind' | 'name'>): number
  indexOf(recordedSpanId: string): number
  /** Whatever still waits will not come. */
  skipRest(note: string | null): void
  steps(): readonly ReplayStepState[]
  done(): number
  cost(): { readonly cost: Figure; readonly unknownCosts: number }
}

const UNKNOWN: Figure = { confidence: 'unknown' }

/** How far each step is. */
export function createProgress(planned: readonly PlannedStep[], onChanged: () => void): Progress {
  const steps = planned.map(
    ({ spanId, kind, name, source }): ReplayStepState => ({
      recordedSpanId: spanId,
      spanId: null,
      kind,
      name,
      state: 'waiting',
      source: source === 'hybrid' ? 'live' : source,
      cost: UNKNOWN,
      received: 0,
      note: null,
    }),
  )
  const places = new Map(planned.map(({ spanId }, index) => [spanId, index]))
  return {
    set(index, change) {
      const step = steps[index]
      if (step === undefined) return
      steps[index] = { ...step, ...change }
      onChanged()
    },
    append({ kind, name }) {
      steps.push({ ...EMPTY, kind, name })
      return steps.length - 1
    },
    indexOf: spanId => places.get(spanId) ?? -1,
    skipRest(note) {
      for (const [index, step] of steps.entries()) {
        if (step.state === 'waiting') steps[index] = { ...step, state: 'skipped', note }
      }
      onChanged()
    },
    steps: () => [...steps],
    done: () => steps.filter(({ state }) => state !== 'waiting' && state !== 'running').length,
    cost: () => sumOf(steps),
  }
}

const EMPTY = {
  recordedSpanId: null,
  spanId: null,
  state: 'waiting',
  source: 'live',
  cost: UNKNOWN,
  received: 0,
  note: null,
} as const

function sumOf(steps: readonly ReplayStepState[]): { readonly cost: Figure; readonly unknownCosts: number } {
  const asked = steps.filter(
    ({ source, state }) => source === 'live' && (state === 'done' || state === 'failed'),
  )
  let value = 0
  let unknownCosts = 0
  let isEstimated = false
  for (const { cost } of asked) {
    if (cost.confidence === 'unknown') unknownCosts += 1
    else {
      value += cost.value
      isEstimated ||= cost.confidence === 'estimated'
    }
  }
  if (unknownCosts > 0 && unknownCosts === asked.length) return { cost: UNKNOWN, unknownCosts }
  return { cost: { confidence: isEstimated ? 'estimated' : 'derived', value }, unknownCosts }
}
