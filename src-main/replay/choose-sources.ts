import { ProblemError } from '#contract/problems.ts'
import type { PlannedStep, ReplayChoices } from '#contract/replay.ts'
import type { RecordedStep } from './recording.ts'

type Source = PlannedStep['source']
type Choices = Pick<ReplayChoices, 'runId' | 'mode' | 'from' | 'step' | 'stepModes'>

/** Where the answer of each step will come from, before anything is known of what it holds. */
export function chooseSources(steps: readonly RecordedStep[], choices: Choices): Map<string, Source> {
  const from = numberOf(steps, choices, choices.from)
  const only = numberOf(steps, choices, choices.step)
  return new Map(
    steps.map(({ span, number, isCall }) => {
      const chosen = isCall ? choices.stepModes?.[span.spanId] : 'mocked'
      return [span.spanId, chosen ?? byPlace(number, { mode: choices.mode, from, only })]
    }),
  )
}

function byPlace(
  number: number,
  {
    mode,
    from,
    only,
  }: { readonly mode: Source; readonly from: number | undefined; readonly only: number | undefined },
): Source {
  const isBefore = from !== undefined && number < from
  const isOther = only !== undefined && number !== only
  if (mode === 'mocked' || isBefore || isOther) return 'mocked'
  return from === undefined && only === undefined ? mode : 'live'
}

/** From a tool on means from the call that comes next. */
function numberOf(
  steps: readonly RecordedStep[],
  { runId }: Choices,
  spanId: string | undefined,
): number | undefined {
  if (spanId === undefined) return undefined
  const step = steps.find(({ span }) => span.spanId === spanId)
  if (step === undefined) throw new ProblemError({ code: 'span-not-found', runId, spanId })
  return step.number
}
