import type { ReplayPlan, ReplayTarget } from '#contract/replay.ts'
import { formatFigure } from '../base/format-figure.ts'
import { formatDollars, formatNumberOf } from '../base/format-quantity.ts'

type Told = Pick<ReplayPlan, 'counts' | 'cost' | 'canStart' | 'concerns' | 'flow'>

/** "11 steps from the recording, 3 live, about $0.06 to $0.11." */
export function planSummary({ counts, cost, canStart, concerns, flow }: Told): string {
  const { live, mocked, hybrid, omitted } = counts
  const pieces = [
    live > 0 && `${formatNumberOf(live, 'call')} live`,
    hybrid > 0 && `${formatNumberOf(hybrid, 'call')} live once the prompt differs`,
    mocked > 0 && `${formatNumberOf(mocked, 'step')} from the recording`,
    omitted > 0 && `${formatNumberOf(omitted, 'call')} left out`,
  ].filter(piece => piece !== false)
  if (pieces.length === 0) return 'The run has nothing to replay.'
  const end = canStart
    ? ''
    : ` It cannot start: ${concerns.find(({ effect }) => effect === 'stops')?.text ?? ''}`
  const chained =
    flow === 'chained' && live + hybrid > 0 ? ', as long as recorded results answer the tools' : ''
  return `${pieces.join(', ')}${chained}; ${rangeText(cost, live + hybrid)}.${end}`
}

function rangeText({ low, high }: ReplayPlan['cost'], asked: number): string {
  if (asked === 0) return 'nothing is sent and nothing is spent'
  if (low.confidence === 'unknown' || high.confidence === 'unknown') return 'the cost is unknown'
  if (high.value === 0) return 'free'
  return `about ${formatFigure(low, formatDollars)} to ${formatFigure(high, formatDollars)}`
}

export function costText(targets: readonly ReplayTarget[], { live, hybrid }: ReplayPlan['counts']): string {
  if (live + hybrid === 0) return 'Nothing is sent.'
  if (targets.length > 0 && targets.every(({ isLocal }) => isLocal)) return 'The model runs on this machine.'
  return 'Recorded prompts at the price of the model, with answers of half to twice the recorded length.'
}
